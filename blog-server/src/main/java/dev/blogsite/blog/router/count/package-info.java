/** What the router counts for its operator and for Prometheus. */
@NullMarked
package dev.blogsite.blog.router.count;

import org.jspecify.annotations.NullMarked;
