@NullMarked
package dev.blogsite.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
