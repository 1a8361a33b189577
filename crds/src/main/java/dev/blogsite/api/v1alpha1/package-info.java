/** The API {@code blogsite.dev/v1alpha1}: what users write, and what the operator answers. */
@NullMarked
package dev.blogsite.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
