package dev.blogsite.blog.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.blog.source.SetFolder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What answers say to caches and to the router beside their pages. */
final class HeadersTest {
  private static final String REVALIDATE = "public, max-age=0, must-revalidate";
  private RunningBlog blog;

  @BeforeEach
  void start(@TempDir Path fresh) throws Exception {
    blog =
        RunningBlog.with(
            fresh,
            Map.of(
                "a.md",
                SetFolder.post("A post", "Long enough to be compressed. ".repeat(50)),
                "gone.md",
                "---\ngone: true\n---\n"));
  }

  @AfterEach
  void stop() throws Exception {
    blog.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/            | 200 | " + REVALIDATE,
        "/posts/a     | 200 | " + REVALIDATE,
        "/archive     | 200 | " + REVALIDATE,
        "/feed.xml    | 200 | " + REVALIDATE,
        "/sitemap.xml | 200 | " + REVALIDATE,
        "/search?q=a  | 200 | no-store",
        "/nothing     | 404 | no-store",
        "/posts/gone  | 410 | no-store",
        "/archive/    | 301 | no-cache",
      })
  void saysForHowLongAnAnswerMayBeKept(String path, int status, String cacheControl)
      throws Exception {
    HttpResponse<String> answer = blog.get(path);
    assertEquals(status, answer.statusCode());
    assertEquals(cacheControl, header(answer, "Cache-Control"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /posts/a, 200",
    "GET, /nothing, 404",
    "GET, /archive/, 301",
    "GET, /search/?q=a, 301",
    "POST, /, 405",
    "POST, /archive/, 405",
  })
  void guardsBrowsersInEveryAnswer(String method, String path, int status) throws Exception {
    HttpResponse<String> answer = blog.send(method, path);
    assertEquals(status, answer.statusCode());
    assertGuarded(answer);
  }

  @Test
  void guardsBrowsersWhenABodyIsRefusedAndBeforeTheFirstSet(@TempDir Path other) throws Exception {
    HttpResponse<String> refused = blog.sendBody("GET", "/", "body");
    assertEquals(413, refused.statusCode());
    assertGuarded(refused);
    try (RunningBlog starting = RunningBlog.over(other)) {
      HttpResponse<String> early = starting.get("/");
      assertEquals(503, early.statusCode());
      assertGuarded(early);
    }
  }

  private static void assertGuarded(HttpResponse<?> answer) {
    assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
    assertEquals("strict-origin-when-cross-origin", header(answer, "Referrer-Policy"));
    assertEquals("same-origin", header(answer, "Cross-Origin-Opener-Policy"));
    assertTrue(header(answer, "Content-Security-Policy").startsWith("default-src 'none'"));
  }

  @Test
  void comparesOnlyTheTagOfTheFormThatWouldBeSent() throws Exception {
    String zipped = header(blog.get("/posts/a", "Accept-Encoding", "gzip"), "ETag");
    String plain = header(blog.get("/posts/a"), "ETag");
    assertEquals(200, blog.get("/posts/a", "If-None-Match", zipped).statusCode());
    HttpResponse<String> same =
        blog.get("/posts/a", "If-None-Match", zipped, "Accept-Encoding", "gzip");
    assertEquals(304, same.statusCode());
    assertEquals(zipped, header(same, "ETag"));
    assertEquals(304, blog.get("/posts/a", "If-None-Match", "W/" + plain).statusCode());
    assertEquals(304, blog.get("/posts/a", "If-None-Match", "*").statusCode());
  }

  @Test
  void readsEachLineOfAHeader() throws Exception {
    HttpResponse<byte[]> zipped =
        blog.bytes("/posts/a", "Accept-Encoding", "br", "Accept-Encoding", "gzip");
    assertEquals("gzip", header(zipped, "Content-Encoding"));
    String etag = header(blog.get("/posts/a"), "ETag");
    assertEquals(
        304, blog.get("/posts/a", "If-None-Match", "\"x\"", "If-None-Match", etag).statusCode());
  }

  @ParameterizedTest
  @CsvSource({"POST, 405", "BREW, 405"})
  void namesItsRevisionInRefusalsToo(String method, int status) throws Exception {
    HttpResponse<String> answer = blog.send(method, "/");
    assertEquals(status, answer.statusCode());
    assertEquals("0000000001", header(answer, "X-Blogsite-Revision"));
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
