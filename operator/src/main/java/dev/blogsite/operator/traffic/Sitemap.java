package dev.blogsite.operator.traffic;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The addresses in a sitemap. Pure. */
final class Sitemap {

  /** More than a crawl can visit. */
  private static final int MAX_PATHS = 1_000;

  // An XML parser would bring entities and their attacks; a sitemap has one element of interest.
  private static final Pattern LOC = Pattern.compile("<loc>\\s*([^<\\s]{1,2048})\\s*</loc>");

  private Sitemap() {}

  /**
   * The path of each page that it lists, in its order; entries that are no addresses are left out.
   */
  static List<String> paths(String xml) {
    List<String> paths = new ArrayList<>();
    Matcher loc = LOC.matcher(xml);
    while (loc.find() && paths.size() < MAX_PATHS) {
      path(loc.group(1).replace("&amp;", "&")).ifPresent(paths::add);
    }
    return paths;
  }

  private static Optional<String> path(String address) {
    try {
      String path = URI.create(address).getRawPath();
      return Optional.of(path == null || path.isEmpty() ? "/" : path);
    } catch (IllegalArgumentException _) {
      // What is no address cannot be visited.
      return Optional.empty();
    }
  }
}
