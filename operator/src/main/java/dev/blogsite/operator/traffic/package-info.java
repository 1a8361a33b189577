/** The split of a site's readers: its document, its signature, and the routers that follow it. */
@NullMarked
package dev.blogsite.operator.traffic;

import org.jspecify.annotations.NullMarked;
