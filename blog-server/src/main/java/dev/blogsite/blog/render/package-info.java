/** Turns posts into pages: Markdown, templates, feed, sitemap, and the cache that holds them. */
@NullMarked
package dev.blogsite.blog.render;

import org.jspecify.annotations.NullMarked;
