/** One running blog: takes sets, acknowledges them, starts and stops. */
@NullMarked
package dev.blogsite.blog.serve;

import org.jspecify.annotations.NullMarked;
