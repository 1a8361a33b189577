package dev.blogsite.blog.serve;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Asks the process's own port for pages, as a reader would. Thread-safe. */
final class SelfProbe {
  private static final int TIMEOUT_MILLIS = 5000;

  private final CompletableFuture<Integer> port;

  /**
   * Asks on the port that will be known when the server listens; until then a question waits for
   * it.
   */
  SelfProbe(CompletableFuture<Integer> port) {
    this.port = port;
  }

  /** Returns what is wrong with the first page that is not 200 of {@code revision}, if any. */
  Optional<String> check(String revision, List<String> encodedPaths) {
    try (Socket socket = connect()) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (String path : encodedPaths) {
        ask(socket, path);
        String head = head(in);
        if (!head.startsWith("HTTP/1.1 200 ")) {
          return Optional.of(
              "the page %s answers %s".formatted(path, head.lines().findFirst().orElse("nothing")));
        }
        if (!head.contains("x-blogsite-revision: " + revision)) {
          return Optional.of("the page %s is not of revision %s".formatted(path, revision));
        }
      }
      return Optional.empty();
    } catch (IOException | CompletionException e) {
      return Optional.of("the server does not answer itself: " + e.getMessage());
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port.join()), TIMEOUT_MILLIS);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    return socket;
  }

  private static void ask(Socket socket, String path) throws IOException {
    String request =
        "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  /** Returns status line and headers in lower case but for the status line, and skips the body. */
  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream(1024);
    int newlines = 0;
    while (newlines < 2) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("the connection was closed in mid-answer");
      }
      head.write(b);
      newlines = b == '\n' ? newlines + 1 : b == '\r' ? newlines : 0;
    }
    String text = head.toString(StandardCharsets.US_ASCII);
    int line = text.indexOf('\n') + 1;
    String headers = text.substring(line).toLowerCase(Locale.ROOT);
    in.skipNBytes(contentLength(headers));
    return text.substring(0, line) + headers;
  }

  private static long contentLength(String headers) {
    return headers
        .lines()
        .filter(line -> line.startsWith("content-length:"))
        .map(line -> Long.parseLong(line.substring("content-length:".length()).strip()))
        .findFirst()
        .orElse(0L);
  }
}
