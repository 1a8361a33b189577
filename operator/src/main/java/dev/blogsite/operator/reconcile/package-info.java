/** The reconciler and what surrounds it: parsing, acting, reporting. */
@NullMarked
package dev.blogsite.operator.reconcile;

import org.jspecify.annotations.NullMarked;
