package dev.blogsite.blog.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes the router, and what does not. */
final class HygieneTest {
  private static final String ANSWER =
      """
      HTTP/1.1 200 OK\r
      Content-Length: 2\r
      Content-Type: text/plain\r
      Connection: X-Hop, close\r
      X-Hop: 1\r
      Keep-Alive: timeout=5\r
      X-Blogsite-Track: forged\r
      X-Blogsite-Revision: 0a1b2c3d4e\r
      Set-Cookie: a=1\r
      Set-Cookie: b=2\r
      \r
      ok\
      """;

  private Site site;
  private RawPod pod;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    site = new Site(folder);
    pod = new RawPod(site.pods, Site.STABLE, "127.0.1.9", RawPod.says(ANSWER));
    site.push(site.stableOnly());
  }

  @AfterEach
  void stop() throws IOException {
    pod.close();
    site.close();
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.router().port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void passesARequestOnWithoutWhatEndsAtThisHop() throws IOException {
    String answer =
        raw(
            """
            GET /a%20b;p=1/../c?q=%C3%A4&x HTTP/1.1\r
            Host: garden.example\r
            Connection: close, X-Mine\r
            X-Mine: 1\r
            TE: trailers\r
            Proxy: http://evil\r
            Cookie: a=b; c=d\r
            X-Blogsite-Track: canary\r
            x-blogsite-anything: 1\r
            X-Forwarded-For: 203.0.113.7\r
            X-Request-Id: abc-123\r
            Accept: text/html\r
            \r
            """);

    assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
    assertEquals(
        """
        GET /a%20b;p=1/../c?q=%C3%A4&x HTTP/1.1
        Cookie: a=b; c=d
        Accept: text/html
        Host: garden.example
        X-Request-Id: abc-123
        X-Forwarded-For: 203.0.113.7, 127.0.0.1
        X-Forwarded-Proto: http
        X-Forwarded-Host: garden.example
        """
            .lines()
            .sorted()
            .toList(),
        pod.heads().getFirst().lines().sorted().toList());
  }

  @Test
  void passesAnAnswerOnWithoutWhatEndsAtThisHop() {
    HttpResponse<String> answer = site.get("/");
    assertEquals("ok", answer.body());
    assertEquals("stable", Site.track(answer));
    assertEquals("a=1", answer.headers().allValues("Set-Cookie").getFirst());
    assertEquals(2, answer.headers().allValues("Set-Cookie").size());
    assertEquals("0a1b2c3d4e", answer.headers().firstValue("X-Blogsite-Revision").orElse(""));
    assertEquals(16, answer.headers().firstValue("X-Request-Id").orElse("").length());
    assertFalse(answer.headers().firstValue("X-Hop").isPresent());
    assertFalse(answer.headers().firstValue("Keep-Alive").isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 3",
        "Transfer-Encoding: identity",
        "Transfer-Encoding:\u000bchunked",
        "Transfer-Encoding : chunked",
        "Content-Length: 3\r\nContent-Length: 4",
        "Content-Length: +3",
        "Content-Length: 3, 3",
        "Content-Length: -1",
        "Content-Length: 99999999999999999999",
        "Host: other.example",
        "X-Bad: a\u0000b",
        "X(Bad: 1"
      })
  void refusesWhatCanBeReadInTwoWays(String header) throws IOException {
    String answer =
        raw(
            "POST / HTTP/1.1\r\nHost: garden.example\r\nConnection: close\r\n"
                + header
                + "\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n");

    assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 400 "), answer);
    assertTrue(pod.heads().isEmpty(), () -> pod.heads().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n\r\n",
        "CONNECT evil:443 HTTP/1.1\r\nHost: evil:443\r\n\r\n",
        "TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/2.0\r\nHost: a\r\n\r\n",
        "\u0016\u0003\u0001\u0002 \r\n\r\n"
      })
  void refusesWhatIsNotForIt(String request) throws IOException {
    String answer = raw(request);
    assertFalse(answer.contains(" 200 "), answer);
    assertTrue(pod.heads().isEmpty());
  }

  @Test
  void refusesAHeadOfMoreThanSixteenKibibytes() throws IOException {
    String answer = raw("GET / HTTP/1.1\r\nHost: a\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n");
    assertFalse(answer.contains(" 200 "), answer);
    assertTrue(pod.heads().isEmpty());
  }

  @Test
  void takesTheLongestHeadThatIsAllowed() throws IOException {
    String answer =
        raw(
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Long: "
                + "x".repeat(15_500)
                + "\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
  }

  @Test
  void answersHeadWithTheLengthAndNothingElse() throws IOException {
    String answer = raw("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assertTrue(answer.contains("\r\nContent-Length: 2\r\n"), answer);
    assertTrue(answer.endsWith("\r\n\r\n"), answer);
  }

  @Test
  void answersPipelinedRequestsInOrder() throws IOException {
    String answer =
        raw(
            """
            GET /1 HTTP/1.1\r
            Host: a\r
            \r
            GET /2 HTTP/1.1\r
            Host: a\r
            Connection: close\r
            \r
            """);
    assertEquals(2, answer.split("HTTP/1.1 200 OK", -1).length - 1, answer);
    assertTrue(pod.heads().getFirst().startsWith("GET /1 "));
    assertTrue(pod.heads().getLast().startsWith("GET /2 "));
  }
}
