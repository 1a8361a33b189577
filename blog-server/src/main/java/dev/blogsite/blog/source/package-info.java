/** Reads a set (a folder of posts and settings) and notices when it changes. */
@NullMarked
package dev.blogsite.blog.source;

import org.jspecify.annotations.NullMarked;
