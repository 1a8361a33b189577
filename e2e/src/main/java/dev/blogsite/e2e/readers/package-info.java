/** Readers: real traffic, and what it got. */
@NullMarked
package dev.blogsite.e2e.readers;

import org.jspecify.annotations.NullMarked;
