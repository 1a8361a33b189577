/** What is counted, and how Prometheus reads it. */
@NullMarked
package dev.blogsite.blog.metrics;

import org.jspecify.annotations.NullMarked;
