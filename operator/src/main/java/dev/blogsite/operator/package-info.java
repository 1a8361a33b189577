/** BlogSite: the controller that rolls BlogSites out. */
@NullMarked
package dev.blogsite.operator;

import org.jspecify.annotations.NullMarked;
