package dev.blogsite.blog.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.blog.source.SetFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BlogServerTest {
  private RunningBlog blog;

  @BeforeEach
  void start(@TempDir Path fresh) throws Exception {
    Map<String, String> files = new HashMap<>();
    files.put("config.yaml", "title: Garden & Co\ndescription: On <soil>\nlanguage: en\n");
    for (int i = 0; i < 23; i++) {
      files.put("p" + i + ".md", SetFolder.post("Post " + i, "Apples ripen. ".repeat(100) + i));
    }
    files.put("gone.md", "---\ngone: true\n---\n");
    files.put("draft.md", "---\ndraft: true\n---\nsecret\n");
    files.put(
        "tokyo.md", "---\ntitle: 東京\ndate: 2026-12-01\nslug: 東京\ntags: [c & d]\n---\n桜が咲く庭\n");
    blog = RunningBlog.with(fresh, files);
  }

  @AfterEach
  void stop() throws Exception {
    blog.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/page/2",
        "/page/3",
        "/posts/p1",
        "/posts/%E6%9D%B1%E4%BA%AC",
        "/tags/garden",
        "/tags/c%20%26%20d",
        "/archive",
        "/search",
        "/search?q=apples",
        "/feed.xml",
        "/sitemap.xml",
        "/robots.txt",
      })
  void servesEveryKindOfPageTwiceAlike(String path) throws Exception {
    HttpResponse<String> first = blog.get(path);
    assertEquals(200, first.statusCode(), first.body());
    assertEquals("0000000001", header(first, "X-Blogsite-Revision"));
    assertEquals("nosniff", header(first, "X-Content-Type-Options"));
    assertFalse(first.body().contains("<script"));
    assertEquals(first.body(), blog.get(path).body());
  }

  @Test
  void linksItsStyleSheetUnderANameThatChangesWithIt() throws Exception {
    String home = blog.get("/").body();
    int at = home.indexOf("/assets/");
    HttpResponse<String> css = blog.get(home.substring(at, home.indexOf('"', at)));
    assertEquals(200, css.statusCode());
    assertTrue(header(css, "Cache-Control").contains("immutable"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/nothing", "/posts/draft", "/page/1", "/page/4", "/posts/", "/assets/x.css"})
  void saysThatThereIsNoSuchPage(String path) throws Exception {
    HttpResponse<String> answer = blog.get(path);
    assertEquals(404, answer.statusCode());
    assertTrue(answer.body().contains("There is no such page"));
  }

  @Test
  void saysThatAPostIsGone() throws Exception {
    assertEquals(410, blog.get("/posts/gone").statusCode());
  }

  @Test
  void leadsFromASlashTooManyToThePage() throws Exception {
    HttpResponse<String> answer = blog.get("/posts/p1/?a=b");
    assertEquals(301, answer.statusCode());
    assertEquals("/posts/p1?a=b", header(answer, "Location"));
    assertEquals(
        "/posts/%E6%9D%B1%E4%BA%AC", header(blog.get("/posts/%E6%9D%B1%E4%BA%AC/"), "Location"));
    String elsewhere = raw("GET //evil.example/../archive/ HTTP/1.1|Host: x||");
    assertFalse(elsewhere.contains("evil"), elsewhere);
  }

  @Test
  void answersThatNothingChangedToWhoHasThePage() throws Exception {
    HttpResponse<String> first = blog.get("/posts/p1");
    String etag = header(first, "ETag");
    HttpResponse<String> again = blog.get("/posts/p1", "If-None-Match", "\"x\", " + etag);
    assertEquals(304, again.statusCode());
    assertEquals("", again.body());
    assertEquals(200, blog.get("/posts/p1", "If-None-Match", "\"x\"").statusCode());
  }

  @Test
  void compressesForWhoAsks() throws Exception {
    HttpResponse<byte[]> zipped = blog.bytes("/posts/p1", "Accept-Encoding", "br, gzip;q=0.5");
    assertEquals("gzip", zipped.headers().firstValue("Content-Encoding").orElse(""));
    HttpResponse<byte[]> plain = blog.bytes("/posts/p1", "Accept-Encoding", "gzip;q=0");
    assertNotEquals(
        zipped.headers().firstValue("ETag"), plain.headers().firstValue("ETag"), "strong tags");
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
      assertEquals(
          new String(plain.body(), StandardCharsets.UTF_8),
          new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void sendsHeadersOnlyToHead() throws Exception {
    HttpResponse<String> head = blog.send("HEAD", "/posts/p1");
    assertEquals(200, head.statusCode());
    assertEquals(header(blog.get("/posts/p1"), "Content-Length"), header(head, "Content-Length"));
    assertEquals(404, blog.send("HEAD", "/nothing").statusCode());
  }

  @Test
  void refusesOtherMethods() throws Exception {
    HttpResponse<String> answer = blog.send("POST", "/");
    assertEquals(405, answer.statusCode());
    assertEquals("GET, HEAD", header(answer, "Allow"));
  }

  @Test
  void goesOnAfterARefusedBodyThatIsNeverSent() throws Exception {
    String answer = raw("POST / HTTP/1.1|Host: x|Content-Length: 100000||");
    assertTrue(answer.startsWith("HTTP/1.1 405 "), answer);
    assertEquals(200, blog.get("/").statusCode());
    assertTrue(
        blog.ops("/metrics")
            .body()
            .contains("http_requests_total{route=\"other\",method=\"other\",status=\"4xx\",} 1.0"));
  }

  @Test
  void takesASaneRequestIdAndMakesOneInPlaceOfAnother() throws Exception {
    assertEquals("abc-1.2_X", header(blog.get("/", "X-Request-Id", "abc-1.2_X"), "X-Request-Id"));
    assertEquals(16, header(blog.get("/", "X-Request-Id", "<b>"), "X-Request-Id").length());
    assertNotEquals(header(blog.get("/"), "X-Request-Id"), header(blog.get("/"), "X-Request-Id"));
  }

  @Test
  void findsAndEscapesWhatIsSearchedFor() throws Exception {
    assertTrue(blog.get("/search?q=apples").body().contains("<mark>Apples</mark>"));
    assertTrue(blog.get("/search?q=%E6%A1%9C").body().contains("東京"));
    String body = blog.get("/search?q=%3Cb%3E%22onload=x").body();
    assertTrue(body.contains("&lt;b>") || body.contains("&lt;b&gt;"), body);
    assertFalse(body.contains("<b>"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/feed.xml", "/sitemap.xml"})
  void writesXmlThatIsWellFormed(String path) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    byte[] xml = blog.bytes(path).body();
    var document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    assertTrue(document.getDocumentElement().getTextContent().contains("/posts/p1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST / HTTP/1.1|Host: x|Transfer-Encoding: xchunked||0||",
        "GET / HTTP/1.1|Host: x|Transfer-Encoding: gzip||0||",
        "GET / HTTP/1.1|Host: x|Transfer-Encoding: chunked, identity||0||",
        "GET / HTTP/1.1|"
            + "Host: x|"
            + "Transfer-Encoding: chunked|"
            + "Content-Length: 3||"
            + "0||",
        "GET / HTTP/1.1|Host: x|Transfer-Encoding: chunked||0||",
        "GET / HTTP/1.1|Host: x|Content-Length: 5||GET /",
      })
  void refusesBodiesAndStrangeFramingAndClosesTheConnection(String request) throws Exception {
    String answer = raw(request + "GET /archive HTTP/1.1|Host: x||");
    assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
    assertEquals(1, answer.split("HTTP/1.1 ", -1).length - 1, "no second answer: " + answer);
  }

  @Test
  void refusesHeadersOfMoreThan16KiB() throws Exception {
    String answer = raw("GET / HTTP/1.1|Host: x|X-A: " + "a".repeat(20_000) + "||");
    assertFalse(answer.startsWith("HTTP/1.1 200"), answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a/%2e%2e/archive",
        "/../../archive",
        "/%2e%2e%2farchive",
        "/posts/%00",
        "/%ff%fe",
        "/posts/..%5c"
      })
  void neverBreaksOnStrangePaths(String path) throws Exception {
    String answer = raw("GET " + path + " HTTP/1.1|Host: x|Connection: close||");
    assertFalse(answer.startsWith("HTTP/1.1 5"), answer);
    assertFalse(answer.contains("root:"), answer);
  }

  @Test
  void tellsItsHealth() throws Exception {
    assertTrue(blog.ops("/healthz").body().startsWith("{\"status\":\"ok\",\"uptime_sec\":"));
    String ready = blog.ops("/health/ready").body();
    assertTrue(ready.startsWith("{\"ready\":true,\"revision\":\"0000000001\",\"configHash\":\""));
    assertTrue(ready.contains("\"result\":\"Acknowledged\",\"error\":null,\"draining\":false"));
    String slo = blog.ops("/metrics/slo").body();
    assertTrue(slo.startsWith("{\"kind\":\"blog\",\"pod\":\"pod-1\",\"startedAt\":\""), slo);
    assertTrue(slo.contains("\"dbPool\":{\"size\":4,\"busySeconds\":"), slo);
  }

  @Test
  void countsRequestsByRouteMethodAndStatusClass() throws Exception {
    blog.get("/posts/p1");
    blog.get("/posts/nothing");
    String notFound =
        "http_request_size_bytes_count{route=\"other\",method=\"GET\",status=\"4xx\",}";
    // A request is counted once it is over, which its reader may know a little earlier.
    String metrics = blog.await("/metrics", text -> text.contains(notFound));
    assertTrue(
        metrics.contains(
            "http_requests_total{route=\"/posts/{slug}\",method=\"GET\",status=\"2xx\",}"));
    assertTrue(
        metrics.contains(
            "http_request_duration_seconds_bucket{route=\"/\",method=\"GET\",status=\"2xx\",le=\"0.32\",}"));
    assertTrue(metrics.contains("blogsite_config_info{revision=\"0000000001\",config_hash=\""));
    assertFalse(metrics.contains("http_request_size_bytes_count{route=\"/tags/{tag}\""));
    assertTrue(metrics.contains("db_pool_usage_ratio "));
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("localhost", blog.server().port())) {
      socket.setSoTimeout(5000);
      socket
          .getOutputStream()
          .write(request.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
