/** {@code operator judge}: the judge on the command line, for what-if questions and calibration. */
@NullMarked
package dev.blogsite.operator.judge;

import org.jspecify.annotations.NullMarked;
