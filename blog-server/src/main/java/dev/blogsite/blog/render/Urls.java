package dev.blogsite.blog.render;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The addresses of a blog's pages: as paths decoded, and as links in pages encoded. */
public final class Urls {
  private Urls() {}

  /** Returns the encoded path of a post. */
  public static String post(String slug) {
    return "/posts/" + encode(slug);
  }

  /** Returns the encoded path of a tag. */
  public static String tag(String tag) {
    return "/tags/" + encode(tag);
  }

  /** Returns the path of a page of the home list, counted from 1. */
  public static String home(int page) {
    return page == 1 ? "/" : "/page/" + page;
  }

  /** Returns a decoded path encoded. */
  public static String path(String decoded) {
    return Arrays.stream(decoded.split("/", -1)).map(Urls::encode).collect(Collectors.joining("/"));
  }

  private static String encode(String segment) {
    // That encoder is for forms, where a space is a plus.
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
