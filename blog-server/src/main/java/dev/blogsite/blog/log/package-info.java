/** JSON logs with a level that can be changed while running. */
@NullMarked
package dev.blogsite.blog.log;

import org.jspecify.annotations.NullMarked;
