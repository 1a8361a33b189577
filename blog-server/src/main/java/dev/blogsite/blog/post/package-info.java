/** What a post is, and where posts are kept. Pure: values, rules and a port. */
@NullMarked
package dev.blogsite.blog.post;

import org.jspecify.annotations.NullMarked;
