/** One request's way through the router, on the I/O thread that accepted it. */
@NullMarked
package dev.blogsite.blog.router.proxy;

import org.jspecify.annotations.NullMarked;
