/** Fakes of what the operator talks to, that keep the contract as the real ones do. */
@NullMarked
package dev.blogsite.operator.testing;

import org.jspecify.annotations.NullMarked;
