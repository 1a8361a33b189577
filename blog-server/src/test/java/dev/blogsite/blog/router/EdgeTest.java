package dev.blogsite.blog.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.blog.router.proxy.Limits;
import io.undertow.server.handlers.BlockingHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers and pods at the edge of the protocol. */
final class EdgeTest {
  private Site site;

  @BeforeEach
  void start(@TempDir Path folder) {
    site =
        new Site(
            folder,
            new Limits(
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofMillis(500),
                Duration.ofMillis(800),
                Duration.ofSeconds(20)));
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private Socket connect(String text) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.router().port());
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  @Test
  void aPodThatClosesItsIdleConnectionsFailsNobody() throws IOException {
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nstable";
    try (RawPod _ = new RawPod(site.pods, Site.STABLE, "127.0.1.1", RawPod.says(answer))) {
      site.push(site.stableOnly());
      try (Readers readers = new Readers(site, 4)) {
        readers.atLeast(2000);
        assertEquals(0, readers.failed(), readers::failures);
      }
      assertEquals(0, site.count("tracks.stable.errors"));
    }
  }

  @Test
  void aDeleteWithAnEmptyBodyIsRepeatedLikeOneWithout() throws IOException {
    try (RawPod pod = new RawPod(site.pods, Site.STABLE, "127.0.1.1", RawPod.resets())) {
      site.pods.add(Site.STABLE, Pods.page("stable"));
      site.push(site.stableOnly());
      for (int i = 0; i < 4; i++) {
        try (Socket socket =
            connect(
                "DELETE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")) {
          assertTrue(rest(socket).startsWith("HTTP/1.1 200 "));
        }
      }
      assertTrue(pod.requests() > 0);
    }
  }

  @Test
  void aRequestThatTricklesInIsEnded() throws IOException {
    site.pods.add(
        Site.STABLE, new BlockingHandler(exchange -> exchange.getInputStream().readAllBytes()));
    site.push(site.stableOnly());
    try (Socket socket = connect("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")) {
      Thread.ofVirtual().start(() -> trickle(socket));
      String answer = rest(socket);
      assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
    }
    assertEquals(0, site.count("tracks.stable.errors"));
  }

  private static void trickle(Socket socket) {
    try {
      OutputStream out = socket.getOutputStream();
      for (int i = 0; i < 1000; i++) {
        out.write('x');
        LockSupport.parkNanos(50_000_000);
      }
    } catch (IOException e) {
      // The router has had enough.
    }
  }

  @Test
  void aReaderWhoStopsReadingIsLetGoWithoutBlame() throws IOException {
    byte[] page = new byte[50_000_000];
    site.pods.add(
        Site.STABLE,
        new BlockingHandler(
            exchange -> {
              exchange.setResponseContentLength(page.length);
              exchange.getOutputStream().write(page);
            }));
    site.push(site.stableOnly());
    try (Socket socket = connect("GET / HTTP/1.1\r\nHost: a\r\n\r\n")) {
      assertTrue(socket.getInputStream().read() >= 0);
      Site.await("the reader to be let go", () -> site.count("tracks.stable.requests") == 1);
      assertEquals(0, site.count("tracks.stable.errors"));
    }
  }

  @Test
  void answersAnOldReaderWithoutChunks() throws IOException {
    site.pods.add(
        Site.STABLE,
        new BlockingHandler(
            exchange -> {
              OutputStream out = exchange.getOutputStream();
              out.write("one ".getBytes(StandardCharsets.US_ASCII));
              out.flush();
              out.write("two".getBytes(StandardCharsets.US_ASCII));
              out.close();
            }));
    site.push(site.stableOnly());
    try (Socket socket = connect("GET / HTTP/1.0\r\n\r\n")) {
      String answer = rest(socket);
      assertTrue(answer.endsWith("\r\n\r\none two"), answer);
    }
  }

  @Test
  void tellsAReaderWhoAsksFirstToGoOn() {
    site.pods.add(
        Site.STABLE,
        new BlockingHandler(
            exchange -> {
              byte[] body = exchange.getInputStream().readAllBytes();
              exchange.getOutputStream().write(body);
            }));
    site.push(site.stableOnly());
    HttpRequest request =
        HttpRequest.newBuilder(site.at("/"))
            .POST(BodyPublishers.ofString("body".repeat(1000)))
            .expectContinue(true)
            .build();
    assertEquals("body".repeat(1000), site.send(request).body());
  }

  @Test
  void anAnswerBeforeTheWholeRequestArrives() throws IOException {
    String answer = "HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig";
    try (RawPod _ = new RawPod(site.pods, Site.STABLE, "127.0.1.2", RawPod.saysAndWaits(answer));
        Socket socket = pushAndConnect("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n")) {
      InputStream in = socket.getInputStream();
      StringBuilder got = new StringBuilder();
      int next;
      while (!got.toString().endsWith("big") && (next = in.read()) >= 0) {
        got.append((char) next);
      }
      assertTrue(got.toString().startsWith("HTTP/1.1 413 "), got::toString);
    }
  }

  private Socket pushAndConnect(String text) throws IOException {
    site.push(site.stableOnly());
    return connect(text);
  }

  @Test
  void interimAnswersAreSkipped() throws IOException {
    String answer =
        "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
            + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    try (RawPod _ = new RawPod(site.pods, Site.STABLE, "127.0.1.3", RawPod.says(answer))) {
      site.push(site.stableOnly());
      assertEquals("ok", site.get("/").body());
    }
  }

  @Test
  void aSplitPushedInPiecesIsTaken() throws IOException {
    site.pods.add(Site.STABLE, Pods.page("stable"));
    String document = site.stableOnly();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.router().opsPort())) {
      OutputStream out = socket.getOutputStream();
      String head =
          "PUT /split HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Blogsite-Signature: sha256="
              + site.signer.signHex(document)
              + "\r\nContent-Length: "
              + document.length()
              + "\r\n\r\n";
      for (String piece : new String[] {head, document.substring(0, 40), document.substring(40)}) {
        out.write(piece.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        LockSupport.parkNanos(50_000_000);
      }
      String answer = rest(socket);
      assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    }
    assertEquals("stable", Site.track(site.get("/")));
  }

  @Test
  void aReaderWhoHasSaidAllGetsTheAnswer() throws IOException {
    site.pods.add(Site.STABLE, slowly());
    site.push(site.stableOnly());
    try (Socket socket = connect("GET /one HTTP/1.1\r\nHost: a\r\n\r\n")) {
      socket.shutdownOutput();
      assertTrue(rest(socket).endsWith("/one"));
    }
  }

  @Test
  void aRequestThatArrivesDuringAnotherIsAnsweredAfterIt() throws IOException {
    site.pods.add(Site.STABLE, slowly());
    site.push(site.stableOnly());
    try (Socket socket = connect("GET /one HTTP/1.1\r\nHost: a\r\n\r\n")) {
      LockSupport.parkNanos(50_000_000);
      String second = "GET /two HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(second.getBytes(StandardCharsets.US_ASCII));
      String answers = rest(socket);
      assertTrue(answers.contains("/one") && answers.endsWith("/two"), answers);
    }
  }

  private static BlockingHandler slowly() {
    return new BlockingHandler(
        exchange -> {
          LockSupport.parkNanos(200_000_000);
          exchange
              .getOutputStream()
              .write(exchange.getRequestPath().getBytes(StandardCharsets.US_ASCII));
        });
  }
}
