/** BlogSite: black-box tests on real clusters. */
@NullMarked
package dev.blogsite.e2e;

import org.jspecify.annotations.NullMarked;
