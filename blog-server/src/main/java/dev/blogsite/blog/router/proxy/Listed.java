package dev.blogsite.blog.router.proxy;

import java.util.Set;

/** The addresses in the stable track's sitemap. Safe for use by any thread. */
public final class Listed {
  private volatile Set<String> paths = Set.of();

  /** Takes a sitemap's paths; empty while nothing rolls out. */
  public void replace(Set<String> changed) {
    paths = changed;
  }

  boolean contains(String path) {
    Set<String> known = paths;
    return !known.isEmpty() && known.contains(path);
  }
}
