/** The index of one set's posts: a local SQLite file, written once and then only read. */
@NullMarked
package dev.blogsite.blog.sqlite;

import org.jspecify.annotations.NullMarked;
