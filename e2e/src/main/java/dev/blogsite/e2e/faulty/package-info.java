/** The blog server wrapped in a fault: what the faulty images run, so that the product has none. */
@NullMarked
package dev.blogsite.e2e.faulty;

import org.jspecify.annotations.NullMarked;
