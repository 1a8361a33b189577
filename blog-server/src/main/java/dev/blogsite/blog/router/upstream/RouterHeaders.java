package dev.blogsite.blog.router.upstream;

import io.undertow.util.HttpString;

/** Header names that Undertow has no constants for. */
public final class RouterHeaders {
  /** The id that a request keeps on its whole way. */
  public static final HttpString X_REQUEST_ID = new HttpString("X-Request-Id");

  /** Which track is asked for, and which answered. */
  public static final HttpString X_BLOGSITE_TRACK = new HttpString("X-Blogsite-Track");

  /** What host the reader asked for. */
  public static final HttpString X_FORWARDED_HOST = new HttpString("X-Forwarded-Host");

  private RouterHeaders() {}
}
