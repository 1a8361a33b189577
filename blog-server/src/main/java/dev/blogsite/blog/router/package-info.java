/** The built-in traffic router: splits a site's readers between its tracks. */
@NullMarked
package dev.blogsite.blog.router;

import org.jspecify.annotations.NullMarked;
