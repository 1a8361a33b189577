/** Backends of a track: their addresses, connections and the HTTP/1.1 spoken to them. */
@NullMarked
package dev.blogsite.blog.router.upstream;

import org.jspecify.annotations.NullMarked;
