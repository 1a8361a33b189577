package dev.blogsite.blog.serve;

import dev.blogsite.blog.post.StoreClosedException;
import dev.blogsite.blog.render.Site;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renders ahead of readers, and runs the serving path until it is compiled. */
final class Warmup {
  private static final Logger LOG = LoggerFactory.getLogger(Warmup.class);
  private static final int REQUESTS = 300;

  private Warmup() {}

  /** Asks the server for pages over its own port, as readers will. */
  static void serve(SelfProbe probe, Site site) {
    List<String> paths =
        new ArrayList<>(List.of("/", "/archive", "/feed.xml", "/sitemap.xml", "/search?q=a+b"));
    paths.addAll(Collections.nCopies(REQUESTS, "/"));
    probe
        .check(site.revision(), paths)
        .ifPresent(problem -> LOG.atWarn().addKeyValue("why", problem).log("warm-up ended early"));
  }

  /**
   * Renders all pages that are not finished yet, until a newer site takes the place of this one.
   */
  static void render(Blog blog, Site site) {
    for (String path : site.paths()) {
      if (blog.site() != site) {
        return;
      }
      if (site.cached(path) == null) {
        renderOne(site, path);
      }
    }
  }

  private static void renderOne(Site site, String path) {
    try {
      site.render(path, "http://localhost");
    } catch (StoreClosedException e) {
      LOG.debug("a newer set is served");
    } catch (RuntimeException | StackOverflowError e) {
      LOG.atError().addKeyValue("path", path).setCause(e).log("a page could not be rendered");
    }
  }
}
