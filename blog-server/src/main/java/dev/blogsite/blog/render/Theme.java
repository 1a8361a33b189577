package dev.blogsite.blog.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The style sheet, under a name that changes with it.
 *
 * @param path of the style sheet
 * @param page its bytes
 */
public record Theme(String path, Page page) {
  /** Returns the theme that the server carries. */
  public static Theme load() {
    try (InputStream css = Theme.class.getResourceAsStream("/theme.css")) {
      if (css == null) {
        throw new IllegalStateException("theme.css is not on the class path");
      }
      Page page =
          Page.of(Route.ASSET, 200, "text/css; charset=utf-8", Page.IMMUTABLE, css.readAllBytes())
              .direct();
      return new Theme("/assets/theme." + page.etag().substring(1, 13) + ".css", page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
