package dev.blogsite.blog.router;

import java.net.URI;
import java.util.HashSet;
import java.util.Set;

/**
 * The paths in a sitemap. It looks for {@code <loc>} and nothing else, so that no document type,
 * entity or reference in it can do anything.
 */
final class SitemapPaths {
  /** How many addresses are taken; the sitemap protocol allows no more in one file. */
  static final int MAX_PATHS = 50_000;

  private static final int MAX_ADDRESS_CHARS = 2048;
  private static final String OPEN = "<loc>";
  private static final String CLOSE = "</loc>";

  private SitemapPaths() {}

  static Set<String> read(String sitemap) {
    Set<String> paths = new HashSet<>();
    int at = 0;
    while (paths.size() < MAX_PATHS && (at = sitemap.indexOf(OPEN, at)) >= 0) {
      int end = sitemap.indexOf(CLOSE, at);
      if (end < 0) {
        break;
      }
      String address = unescape(sitemap.substring(at + OPEN.length(), end).strip());
      if (address.length() <= MAX_ADDRESS_CHARS) {
        add(paths, address);
      }
      at = end;
    }
    return Set.copyOf(paths);
  }

  private static void add(Set<String> paths, String address) {
    try {
      String path = URI.create(address).getRawPath();
      if (path != null && path.startsWith("/")) {
        paths.add(path);
      } else if (path != null && path.isEmpty()) {
        paths.add("/");
      }
    } catch (IllegalArgumentException e) {
      // An address that is none is in nobody's reach.
    }
  }

  private static String unescape(String text) {
    return text.indexOf('&') < 0
        ? text
        : text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&apos;", "'")
            .replace("&amp;", "&");
  }
}
