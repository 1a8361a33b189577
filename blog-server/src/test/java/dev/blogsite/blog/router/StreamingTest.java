package dev.blogsite.blog.router;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undertow.Handlers;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.util.Headers;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies of all sizes, both ways, and connections that become something else. */
final class StreamingTest {
  private Site site;

  @BeforeEach
  void start(@TempDir Path folder) {
    site = new Site(folder);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private static void echo(HttpServerExchange exchange) throws IOException {
    // All of it first: a client that sends before it reads would wait for itself.
    byte[] body = exchange.getInputStream().readAllBytes();
    try (OutputStream out = exchange.getOutputStream()) {
      out.write(body);
    }
  }

  private static byte[] noise(int size) {
    byte[] noise = new byte[size];
    new SplittableRandom(size).nextBytes(noise);
    return noise;
  }

  private void echoes(int size, boolean chunked) throws IOException, InterruptedException {
    byte[] body = noise(size);
    HttpRequest request =
        HttpRequest.newBuilder(site.at("/echo"))
            .POST(
                chunked
                    ? BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body))
                    : BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<byte[]> answer = site.client.send(request, BodyHandlers.ofByteArray());
    assertEquals(200, answer.statusCode());
    assertArrayEquals(body, answer.body());
  }

  @Test
  void passesBodiesOfAllSizesBothWays() throws IOException, InterruptedException {
    site.pods.add(Site.STABLE, new BlockingHandler(StreamingTest::echo));
    site.push(site.stableOnly());
    for (int size : new int[] {0, 1, 100, 16_384, 32_768, 32_769, 1_000_000, 20_000_000}) {
      echoes(size, false);
      echoes(size, true);
    }
    assertEquals(16, site.count("tracks.stable.requests"));
    assertEquals(0, site.count("tracks.stable.errors"));
  }

  @Test
  void stopsReadingFromThePodWhileTheReaderDoesNotKeepUp() throws IOException {
    AtomicLong sent = new AtomicLong();
    int total = 200_000_000;
    site.pods.add(
        Site.STABLE,
        new BlockingHandler(
            exchange -> {
              exchange.setResponseContentLength(total);
              byte[] block = new byte[65_536];
              try (OutputStream out = exchange.getOutputStream()) {
                for (int left = total; left > 0; left -= block.length) {
                  out.write(block, 0, Math.min(left, block.length));
                  sent.addAndGet(block.length);
                }
              }
            }));
    site.push(site.stableOnly());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.router().port())) {
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      assertTrue(in.read() >= 0);
      long[] before = {-1};
      Site.await(
          "the pod to stand still",
          () -> {
            boolean still = sent.get() == before[0];
            before[0] = sent.get();
            LockSupport.parkNanos(200_000_000);
            return still;
          });
      assertTrue(sent.get() < total / 2, sent + " bytes were taken from the pod");
      long got = 1;
      byte[] block = new byte[65_536];
      int read;
      while (got < total && (read = in.read(block)) >= 0) {
        got += read;
      }
      assertTrue(got >= total, "only " + got);
    }
  }

  @Test
  void passesEventsOnAtOnceAndLeavesThemOutOfLatency() throws Exception {
    CompletableFuture<String> second = new CompletableFuture<>();
    site.pods.add(
        Site.STABLE,
        new BlockingHandler(
            exchange -> {
              exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/event-stream");
              OutputStream out = exchange.getOutputStream();
              out.write("data: one\n\n".getBytes(StandardCharsets.UTF_8));
              out.flush();
              out.write(get(second).getBytes(StandardCharsets.UTF_8));
              out.flush();
              out.close();
            }));
    site.push(site.stableOnly());
    HttpResponse<InputStream> answer =
        site.client.send(
            HttpRequest.newBuilder(site.at("/events")).build(), BodyHandlers.ofInputStream());
    byte[] one = answer.body().readNBytes("data: one\n\n".length());
    assertEquals("data: one\n\n", new String(one, StandardCharsets.UTF_8));
    second.complete("data: two\n\n");
    assertEquals("data: two\n\n", new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
    assertEquals(1, site.count("tracks.stable.requests"));
    assertEquals(0, site.count("tracks.stable.latencyRequests"));
  }

  @Test
  void noticesThatTheReaderOfASilentStreamHasGone() throws Exception {
    String head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: one\n\n";
    try (RawPod _ = new RawPod(site.pods, Site.STABLE, "127.0.1.1", RawPod.saysAndWaits(head))) {
      site.push(site.stableOnly());
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.router().port())) {
        socket
            .getOutputStream()
            .write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertTrue(socket.getInputStream().read() >= 0);
        assertEquals(1, site.router().underWay());
      }
      Site.await("the stream to be let go", () -> site.router().underWay() == 0);
      assertEquals(0, site.count("tracks.stable.errors"));
    }
  }

  @Test
  void statesNoLengthThatThePodDidNotState() throws Exception {
    String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    try (RawPod _ = new RawPod(site.pods, Site.STABLE, "127.0.1.1", RawPod.saysAndWaits(head))) {
      site.push(site.stableOnly());
      HttpRequest request =
          HttpRequest.newBuilder(site.at("/"))
              .method("HEAD", HttpRequest.BodyPublishers.noBody())
              .build();
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> answer = site.send(request);
        assertEquals(200, answer.statusCode());
        assertEquals("", answer.headers().firstValue("Content-Length").orElse(""));
      }
    }
  }

  private static String get(CompletableFuture<String> future) {
    return future.orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Test
  void passesWebSocketsThrough() {
    site.pods.add(
        Site.STABLE,
        Handlers.websocket(
            (_, channel) -> {
              channel.getReceiveSetter().set(new Echo());
              channel.resumeReceives();
            }));
    site.push(site.stableOnly());
    Collector collector = new Collector();
    WebSocket socket =
        site.client
            .newWebSocketBuilder()
            .buildAsync(URI.create(site.at("/live").toString().replace("http", "ws")), collector)
            .orTimeout(20, TimeUnit.SECONDS)
            .join();
    String text = "hello ".repeat(20_000);
    socket.sendText(text, true).join();
    assertEquals("echo " + text, get(collector.received));
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye").join();
    get(collector.closed);
    assertEquals(1, site.count("tracks.stable.requests"));
    assertEquals(0, site.count("tracks.stable.latencyRequests"));
    assertEquals(0, site.count("tracks.stable.errors"));
  }

  private static final class Echo extends AbstractReceiveListener {
    @Override
    protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
      WebSockets.sendText("echo " + message.getData(), channel, null);
    }
  }

  private static final class Collector implements WebSocket.Listener {
    final CompletableFuture<String> received = new CompletableFuture<>();
    final CompletableFuture<String> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        received.complete(text.toString());
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      closed.complete(reason);
      return null;
    }
  }
}
