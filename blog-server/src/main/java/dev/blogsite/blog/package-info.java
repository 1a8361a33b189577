/** BlogSite: the blog server and its traffic router. */
@NullMarked
package dev.blogsite.blog;

import org.jspecify.annotations.NullMarked;
