package dev.blogsite.blog.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.blog.config.BlogConfig;
import dev.blogsite.blog.config.LogLevel;
import dev.blogsite.blog.post.Post;
import dev.blogsite.blog.post.Post.State;
import dev.blogsite.blog.post.PostStore;
import dev.blogsite.blog.search.Hit;
import dev.blogsite.blog.search.SearchQuery;
import dev.blogsite.blog.source.PostSet;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

final class SiteTest {
  private static final String LOCAL = "http://localhost";
  private static final long ROOM = 10_000_000;
  private final AtomicInteger reads = new AtomicInteger();
  private int matches;

  @Test
  void makesTheFeedOnceForEachNameThatReadersUse() {
    Site site = site(ROOM, Optional.empty(), posts(3));
    Page first = site.render("/feed.xml", "http://a");
    assertSame(first, site.render("/feed.xml", "http://a"));
    assertEquals(3, reads.get());
    assertTrue(text(site.render("/feed.xml", "http://b")).contains("<id>http://b/</id>"));
    assertEquals(6, reads.get());
    assertNull(site.cached("/feed.xml"));
  }

  @Test
  void keepsTheNamesThatAreUsedAndFewOthers() {
    Site site = site(ROOM, Optional.empty(), posts(1));
    Page kept = site.render("/feed.xml", "http://a");
    Page other = site.render("/feed.xml", "http://other");
    for (int i = 0; i < 100; i++) {
      site.render("/sitemap.xml", "http://random-" + i);
      assertSame(kept, site.render("/feed.xml", "http://a"));
    }
    assertNotSame(other, site.render("/feed.xml", "http://other"));
  }

  @Test
  void takesDirectMemoryOnlyForWhatItKeeps() {
    Site full = site(0, Optional.empty(), posts(1));
    assertFalse(full.render("/posts/p0", LOCAL).plain().isDirect());
    assertNull(full.cached("/posts/p0"));
    Site site = site(ROOM, Optional.empty(), posts(1));
    site.render("/posts/p0", LOCAL);
    Page kept = site.cached("/posts/p0");
    assertNotNull(kept);
    assertTrue(kept.plain().isDirect());
    assertFalse(site.render("/feed.xml", LOCAL).plain().isDirect());
  }

  @Test
  void rendersWhatDoesNotFitEachTime() {
    Site site = site(40_000, Optional.empty(), posts(60));
    for (int i = 0; i < 60; i++) {
      assertEquals(200, site.render("/posts/p" + i, LOCAL).status());
    }
    assertNotNull(site.cached("/posts/p0"));
    assertNull(site.cached("/posts/p59"));
    assertEquals(200, site.render("/posts/p59", LOCAL).status());
  }

  /** Source: RFC 4287, sections 4.1.1 and 4.1.2. */
  @Test
  void writesAFeedWithAllThatAtomAsksFor() throws Exception {
    Site site = site(ROOM, Optional.of("https://garden.example"), posts(25));
    Element feed = xml(site.render("/feed.xml", LOCAL)).getDocumentElement();
    assertEquals("http://www.w3.org/2005/Atom", feed.getNamespaceURI());
    assertEquals("Garden & Co", child(feed, "title"));
    assertEquals("https://garden.example/", child(feed, "id"));
    assertEquals("Garden & Co", child(feed, "name"));
    assertEquals("2026-11-25T10:00:00Z", child(feed, "updated"));
    assertEquals(
        List.of("", "self"),
        elements(feed, "link").subList(0, 2).stream().map(e -> e.getAttribute("rel")).toList());
    List<Element> entries = elements(feed, "entry");
    assertEquals(20, entries.size());
    Element newest = entries.getFirst();
    assertEquals("https://garden.example/posts/p24", child(newest, "id"));
    assertEquals("Post 24", child(newest, "title"));
    assertEquals("2026-11-25T10:00:00Z", child(newest, "published"));
    assertEquals("2026-11-25T10:00:00Z", child(newest, "updated"));
    assertEquals("c & d", elements(newest, "category").getFirst().getAttribute("term"));
    assertEquals("html", elements(newest, "content").getFirst().getAttribute("type"));
    assertTrue(child(newest, "content").contains("<strong>ripe</strong>"));
    assertEquals(
        20, entries.stream().map(entry -> child(entry, "id")).distinct().count(), "unique ids");
  }

  @Test
  void writesAFeedWithoutPosts() throws Exception {
    Element feed =
        xml(site(ROOM, Optional.empty(), List.of()).render("/feed.xml", LOCAL))
            .getDocumentElement();
    assertEquals("1970-01-01T00:00:00Z", child(feed, "updated"));
    assertEquals(List.of(), elements(feed, "entry"));
  }

  @Test
  void listsInTheSitemapWhatReadersGetAndNothingElse() throws Exception {
    List<Post> posts = posts(2);
    posts.add(post("draft", State.DRAFT, 3));
    posts.add(post("gone", State.GONE, 4));
    Site site = site(ROOM, Optional.of("https://garden.example"), posts);
    Element urls = xml(site.render("/sitemap.xml", LOCAL)).getDocumentElement();
    assertEquals("http://www.sitemaps.org/schemas/sitemap/0.9", urls.getNamespaceURI());
    assertEquals(
        List.of("/", "/archive", "/posts/p1", "/posts/p0", "/tags/c%20%26%20d"),
        elements(urls, "loc").stream()
            .map(loc -> loc.getTextContent().substring("https://garden.example".length()))
            .toList());
    assertEquals("2026-11-02", child(urls, "lastmod"));
  }

  /** Source: sitemaps.org, at most 50,000 addresses a file. */
  @Test
  void listsNoMoreInTheSitemapThanCrawlersRead() throws Exception {
    Site site = site(0, Optional.of("https://garden.example"), posts(50_010));
    Element urls = xml(site.render("/sitemap.xml", LOCAL)).getDocumentElement();
    assertEquals(50_000, elements(urls, "loc").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0  | 0  | Nothing was found for “a”.",
        "1  | 1  | One post was found.",
        "30 | 30 | 30 posts were found.",
        "31 | 30 | More than 30 posts were found. These are the best 30.",
      })
  void saysHowManyPostsWereFoundAndShowsTheBest(int found, int shown, String says) {
    matches = found;
    String html = text(site(ROOM, Optional.empty(), posts(40)).search("a"));
    assertTrue(html.contains(says + "</p>"), html);
    assertEquals(shown, html.split("<li class=\"entry\">", -1).length - 1);
  }

  /** A post may be in another script than the blog: each text finds its own direction. */
  @Test
  void letsTitlesExcerptsAndTextsFindTheirDirection() {
    matches = 1;
    Site site = site(ROOM, Optional.empty(), posts(1));
    String link = "href=\"/posts/p0\">Post 0</a>";
    assertTrue(text(site.render("/", LOCAL)).contains("<h2 dir=\"auto\"><a " + link));
    assertTrue(text(site.render("/archive", LOCAL)).contains("<a dir=\"auto\" " + link));
    String post = text(site.render("/posts/p0", LOCAL));
    assertTrue(post.contains("<h1 dir=\"auto\">Post 0</h1>"), post);
    assertTrue(post.contains("<div class=\"prose\" dir=\"auto\">"), post);
    String found = text(site.search("a"));
    assertTrue(found.contains("<h2 dir=\"auto\"><a " + link), found);
    assertTrue(found.contains("<p dir=\"auto\">text</p>"), found);
    String css = text(Theme.load().page());
    assertTrue(css.contains("li,th,td,pre){unicode-bidi:plaintext}"), css);
  }

  private Site site(long room, Optional<String> baseUrl, List<Post> posts) {
    BlogConfig config = new BlogConfig("Garden & Co", "On soil", "en", LogLevel.INFO, baseUrl);
    PostSet set = new PostSet("0000000001", "0".repeat(64), config, posts, List.of());
    return new Site(set, new Texts(), Theme.load(), room);
  }

  private static List<Post> posts(int count) {
    List<Post> posts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      posts.add(post("p" + i, State.PUBLISHED, i));
    }
    return posts;
  }

  private static Post post(String slug, State state, int day) {
    Instant published = Instant.parse("2026-11-01T10:00:00Z").plusSeconds(day * 86_400L);
    return new Post(
        slug, "Post " + day, published, List.of("c & d"), state, slug + ".md", "", "unused");
  }

  private static String text(Page page) {
    return StandardCharsets.UTF_8.decode(page.plain().duplicate()).toString();
  }

  private static Document xml(Page page) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    byte[] bytes = text(page).getBytes(StandardCharsets.UTF_8);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
  }

  private static List<Element> elements(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    var all = parent.getElementsByTagNameNS("*", name);
    for (int i = 0; i < all.getLength(); i++) {
      found.add((Element) all.item(i));
    }
    return found;
  }

  private static String child(Element parent, String name) {
    return elements(parent, name).getFirst().getTextContent();
  }

  private final class Texts implements PostStore {
    @Override
    public String markdown(String slug) {
      reads.incrementAndGet();
      return "Apples are **ripe**. ".repeat(20);
    }

    @Override
    public List<Hit> search(SearchQuery query, int limit) {
      return IntStream.range(0, Math.min(matches, limit))
          .mapToObj(i -> new Hit("p" + i, List.of(new Hit.Part("text", false))))
          .toList();
    }

    @Override
    public void retire() {
      // Nothing is held.
    }
  }
}
