package dev.blogsite.blog.render;

/** The kinds of addresses of a blog, as metrics name them. */
public enum Route {
  /** The newest posts. */
  HOME("/"),
  /** Older posts, page by page. */
  HOME_PAGE("/page/{n}"),
  /** One post. */
  POST("/posts/{slug}"),
  /** The posts of one tag. */
  TAG("/tags/{tag}"),
  /** All posts by year. */
  ARCHIVE("/archive"),
  /** Search. */
  SEARCH("/search"),
  /** The Atom feed. */
  FEED("/feed.xml"),
  /** The sitemap. */
  SITEMAP("/sitemap.xml"),
  /** What crawlers may read. */
  ROBOTS("/robots.txt"),
  /** The style sheet, under a name that changes with it. */
  ASSET("/assets/{file}"),
  /** Any other address. */
  OTHER("other");

  private final String template;

  Route(String template) {
    this.template = template;
  }

  /** Returns the route with its variable parts in braces. */
  public String template() {
    return template;
  }
}
