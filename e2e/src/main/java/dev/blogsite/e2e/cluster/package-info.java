/** The clusters that tests run on. */
@NullMarked
package dev.blogsite.e2e.cluster;

import org.jspecify.annotations.NullMarked;
