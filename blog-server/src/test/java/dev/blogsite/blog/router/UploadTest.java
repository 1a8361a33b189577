package dev.blogsite.blog.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.blog.router.proxy.Limits;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.BlockingHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests with a body: whose fault it is when they take long, and how they are answered early. */
final class UploadTest {
  private static final String LENGTH = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n";
  private static final String CHUNKED =
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  private Site site;

  @BeforeEach
  void start(@TempDir Path folder) {
    site =
        new Site(
            folder,
            new Limits(
                Duration.ofSeconds(1),
                Duration.ofMillis(1000),
                Duration.ofMillis(1000),
                Duration.ofMillis(2500),
                Duration.ofSeconds(20)));
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private Socket connect(HttpHandler handler, String text) throws IOException {
    site.pods.add(Site.STABLE, handler);
    site.push(site.stableOnly());
    return connect(text);
  }

  private Socket connect(String text) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.router().port());
    socket.setSoTimeout(20_000);
    send(socket, text);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String until(Socket socket, String end) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder got = new StringBuilder();
    int next;
    while (!got.toString().endsWith(end) && (next = in.read()) >= 0) {
      got.append((char) next);
    }
    return got.toString();
  }

  private static void pause(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    long left;
    while ((left = end - System.nanoTime()) > 0) {
      LockSupport.parkNanos(left);
    }
  }

  private static HttpHandler echo() {
    return new BlockingHandler(
        exchange -> {
          byte[] body = exchange.getInputStream().readAllBytes();
          exchange.getOutputStream().write(body);
        });
  }

  @Test
  void aReaderWhoPausesInAnUploadIsNobodysFault() throws IOException {
    try (Socket socket = connect(echo(), LENGTH)) {
      send(socket, "four");
      pause(1600);
      send(socket, "five!");
      assertTrue(until(socket, "fourfive!").startsWith("HTTP/1.1 200 "));
    }
    assertEquals(0, site.count("tracks.stable.errors"));
  }

  @Test
  void anUploadIsNotInTheTimeThatATrackTakes() throws IOException {
    site.pods.add(Site.STABLE, echo());
    site.pods.add(Site.CANARY, echo());
    site.weigh(0);
    try (Socket socket = connect(LENGTH)) {
      pause(800);
      send(socket, "123456789");
      until(socket, "123456789");
    }
    assertEquals(1, site.count("tracks.stable.latencyRequests"));
    assertEquals(0, site.count("tracks.stable.slow.latency"));
  }

  @Test
  void anAnswerMayTakeLongerThanItsRequestMay() throws IOException {
    HttpHandler slow =
        new BlockingHandler(
            exchange -> {
              byte[] body = exchange.getInputStream().readAllBytes();
              OutputStream out = exchange.getOutputStream();
              for (byte b : body) {
                out.write(b);
                out.flush();
                pause(400);
              }
            });
    try (Socket socket = connect(slow, LENGTH + "123456789")) {
      assertEquals("123456789", chunks(until(socket, "0\r\n\r\n")));
    }
  }

  private static String chunks(String answer) {
    StringBuilder chunks = new StringBuilder();
    String[] lines = answer.substring(answer.indexOf("\r\n\r\n") + 4).split("\r\n", -1);
    for (int i = 1; i < lines.length; i += 2) {
      chunks.append(lines[i]);
    }
    return chunks.toString();
  }

  @ParameterizedTest
  @CsvSource({"false, 204 No Content", "true, 204 No Content", "false, 403 No", "true, 403 No"})
  void anEarlyAnswerWithoutABodyArrives(boolean chunked, String status) throws IOException {
    String early =
        "HTTP/1.1 " + status + (status.startsWith("4") ? "\r\nContent-Length: 0" : "") + "\r\n\r\n";
    try (RawPod _ = new RawPod(site.pods, Site.STABLE, "127.0.1.1", RawPod.saysAndWaits(early))) {
      site.push(site.stableOnly());
      try (Socket socket = connect(chunked ? CHUNKED : LENGTH)) {
        String answer = until(socket, "\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 " + status.substring(0, 3)), answer);
      }
    }
    assertEquals(0, site.count("tracks.stable.errors"));
  }

  @Test
  void whatIsSentAfterAnEarlyAnswerIsReadAndDropped() throws IOException {
    String early = "HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig";
    try (RawPod _ = new RawPod(site.pods, Site.STABLE, "127.0.1.1", RawPod.saysAndWaits(early))) {
      site.push(site.stableOnly());
      String head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n";
      try (Socket socket = connect(head)) {
        assertTrue(until(socket, "big").startsWith("HTTP/1.1 413 "));
        // More than the buffers between: it can only be sent while somebody reads it.
        byte[] third = new byte[1_000_000];
        for (int i = 0; i < 3; i++) {
          socket.getOutputStream().write(third);
        }
        assertEquals(-1, socket.getInputStream().read());
      }
    }
  }

  @Test
  void theRoutersOwnAnswerToAnUploadArrives() throws IOException {
    site.push(site.stableOnly());
    try (Socket socket = connect("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n")) {
      socket.getOutputStream().write(new byte[3_000_000]);
      String answer = until(socket, "reached\n");
      assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
      assertEquals(-1, socket.getInputStream().read());
    }
  }
}
