/** BlogSite: the API types. */
@NullMarked
package dev.blogsite.api;

import org.jspecify.annotations.NullMarked;
