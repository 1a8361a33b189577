/** The demo: two rollouts, live in a terminal. */
@NullMarked
package dev.blogsite.e2e.demo;

import org.jspecify.annotations.NullMarked;
