package dev.blogsite.blog.render;

import org.jspecify.annotations.Nullable;

/**
 * What every page of a blog has around its own part.
 *
 * @param language BCP 47
 * @param direction {@code ltr} or {@code rtl}
 * @param blogTitle the blog's
 * @param description the blog's; may be empty
 * @param stylesheet its path
 * @param baseUrl the blog's own address, null when not known
 * @param searchable whether something answers searches
 */
public record Frame(
    String language,
    String direction,
    String blogTitle,
    String description,
    String stylesheet,
    @Nullable String baseUrl,
    boolean searchable) {

  /** Returns the absolute address of a path, null when the blog's own is not known. */
  public @Nullable String absolute(@Nullable String path) {
    return baseUrl == null || path == null ? null : baseUrl + path;
  }
}
