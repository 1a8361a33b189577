/** Sources of counts for the judge, and the operator's own metrics. */
@NullMarked
package dev.blogsite.operator.metrics;

import org.jspecify.annotations.NullMarked;
