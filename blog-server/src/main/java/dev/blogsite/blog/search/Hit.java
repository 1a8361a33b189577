package dev.blogsite.blog.search;

import java.util.List;

/**
 * One post found.
 *
 * @param slug the post's
 * @param excerpt the passage that matched, in parts
 */
public record Hit(String slug, List<Part> excerpt) {
  /**
   * A run of an excerpt.
   *
   * @param text plain text, not HTML
   * @param matched whether it is what was searched for
   */
  public record Part(String text, boolean matched) {}

  /** Copies the parts. */
  public Hit {
    excerpt = List.copyOf(excerpt);
  }
}
