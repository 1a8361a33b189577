/** What the tests of every module share: a real API server, and waiting for a condition. */
@NullMarked
package dev.blogsite.testing;

import org.jspecify.annotations.NullMarked;
