/** The API server as the operator sees it: what is observed there and what is written to it. */
@NullMarked
package dev.blogsite.operator.cluster;

import org.jspecify.annotations.NullMarked;
