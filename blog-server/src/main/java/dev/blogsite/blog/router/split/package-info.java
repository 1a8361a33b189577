/**
 * What decides a reader's track: the split document, its lease, buckets, cookies and signatures.
 */
@NullMarked
package dev.blogsite.blog.router.split;

import org.jspecify.annotations.NullMarked;
