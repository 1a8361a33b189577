package dev.blogsite.operator.slo;

/** Who made the requests that were counted. The two are never mixed. */
public enum Source {
  /** People and their programs. */
  READERS,
  /** The operator's own crawl of the sitemap, on sites too quiet to be judged by their readers. */
  PROBES
}
