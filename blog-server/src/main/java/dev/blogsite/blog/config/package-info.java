/** The settings of one blog that are applied without a restart. Pure: values and rules. */
@NullMarked
package dev.blogsite.blog.config;

import org.jspecify.annotations.NullMarked;
