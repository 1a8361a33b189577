/** What a reader's search means. Pure: values and rules. */
@NullMarked
package dev.blogsite.blog.search;

import org.jspecify.annotations.NullMarked;
