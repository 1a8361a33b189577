package dev.blogsite.blog.render;

import dev.blogsite.blog.config.BlogConfig;
import dev.blogsite.blog.post.PostRef;
import java.util.List;
import java.util.function.Function;

/** The documents that machines read: Atom (RFC 4287), sitemap (sitemaps.org), robots (RFC 9309). */
final class Feeds {
  /** How many posts the feed holds. */
  static final int FEED_POSTS = 20;

  private static final int SITEMAP_LIMIT = 50_000;

  private Feeds() {}

  static String atom(
      BlogConfig config, String base, List<PostRef> posts, Function<PostRef, String> html) {
    StringBuilder out = new StringBuilder(16 * 1024);
    out.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
        .append("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"")
        .append(Xml.escape(config.language()))
        .append("\">\n<title>")
        .append(Xml.escape(config.title()))
        .append("</title>\n");
    if (!config.description().isEmpty()) {
      out.append("<subtitle>").append(Xml.escape(config.description())).append("</subtitle>\n");
    }
    String home = Xml.escape(base);
    out.append("<id>").append(home).append("/</id>\n<link href=\"").append(home).append("/\"/>\n");
    out.append("<link rel=\"self\" type=\"application/atom+xml\" href=\"")
        .append(home)
        .append("/feed.xml\"/>\n<updated>")
        .append(posts.isEmpty() ? "1970-01-01T00:00:00Z" : posts.getFirst().published().toString())
        .append("</updated>\n<author><name>")
        .append(Xml.escape(config.title()))
        .append("</name></author>\n");
    posts.stream().limit(FEED_POSTS).forEach(post -> entry(out, base, post, html.apply(post)));
    return out.append("</feed>\n").toString();
  }

  private static void entry(StringBuilder out, String base, PostRef post, String html) {
    String url = Xml.escape(base + Urls.post(post.slug()));
    out.append("<entry>\n<title>")
        .append(Xml.escape(post.title()))
        .append("</title>\n<id>")
        .append(url)
        .append("</id>\n<link href=\"")
        .append(url)
        .append("\"/>\n<published>")
        .append(post.published())
        .append("</published>\n<updated>")
        .append(post.published())
        .append("</updated>\n");
    for (String tag : post.tags()) {
      out.append("<category term=\"").append(Xml.escape(tag)).append("\"/>\n");
    }
    out.append("<content type=\"html\" xml:base=\"")
        .append(url)
        .append("\">")
        .append(Xml.escape(html))
        .append("</content>\n</entry>\n");
  }

  static String sitemap(String base, Listing listing) {
    StringBuilder out = new StringBuilder(16 * 1024);
    out.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
        .append("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    out.append("<url><loc>").append(Xml.escape(base)).append("/</loc></url>\n");
    out.append("<url><loc>").append(Xml.escape(base)).append("/archive</loc></url>\n");
    listing.posts().stream()
        .limit(SITEMAP_LIMIT - 2L)
        .forEach(
            post ->
                out.append("<url><loc>")
                    .append(Xml.escape(base + Urls.post(post.slug())))
                    .append("</loc><lastmod>")
                    .append(Dates.day(post.published()))
                    .append("</lastmod></url>\n"));
    listing.tags().keySet().stream()
        .limit(Math.max(0, SITEMAP_LIMIT - 2L - listing.posts().size()))
        .forEach(
            tag ->
                out.append("<url><loc>")
                    .append(Xml.escape(base + Urls.tag(tag)))
                    .append("</loc></url>\n"));
    return out.append("</urlset>\n").toString();
  }

  static String robots(String base) {
    return "User-agent: *\nDisallow: /search\n\nSitemap: " + base + "/sitemap.xml\n";
  }
}
