/** The objects of a site, from plain values. Pure: sees the API types and the Kubernetes model. */
@NullMarked
package dev.blogsite.operator.manifest;

import org.jspecify.annotations.NullMarked;
