/** Undertow: how pages and the ops port reach the wire. */
@NullMarked
package dev.blogsite.blog.http;

import org.jspecify.annotations.NullMarked;
