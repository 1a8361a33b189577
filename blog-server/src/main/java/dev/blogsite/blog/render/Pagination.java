package dev.blogsite.blog.render;

import org.jspecify.annotations.Nullable;

/**
 * Where a page of a list stands.
 *
 * @param number of the page, from 1
 * @param pages how many there are
 */
public record Pagination(int number, int pages) {
  /** Returns the path of the page with newer posts, null on the first. */
  public @Nullable String newer() {
    return number > 1 ? Urls.home(number - 1) : null;
  }

  /** Returns the path of the page with older posts, null on the last. */
  public @Nullable String older() {
    return number < pages ? Urls.home(number + 1) : null;
  }
}
