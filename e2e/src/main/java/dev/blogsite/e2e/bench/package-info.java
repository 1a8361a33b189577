/** The rows of {@code ./bench} that need a cluster. */
@NullMarked
package dev.blogsite.e2e.bench;

import org.jspecify.annotations.NullMarked;
