package dev.blogsite.blog.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DeadlineTest {
  private static final int PAGE_BYTES = 50_000_000;
  private Workers workers;

  @BeforeEach
  void start() throws IOException {
    workers = Workers.start(1);
  }

  @AfterEach
  void stop() {
    workers.stop();
  }

  @Test
  void endsWhatIsNotRenderedInTime() throws Exception {
    try (Socket socket =
        ask(new Deadline.Limits(Duration.ofMillis(200), Duration.ofSeconds(60)), false)) {
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  @Test
  void waitsForAReaderWhoTakesLongerThanRenderingMay() throws Exception {
    CountDownLatch tooLateToRender = new CountDownLatch(1);
    try (Socket socket =
        ask(new Deadline.Limits(Duration.ofSeconds(3), Duration.ofSeconds(60)), true)) {
      InputStream in = socket.getInputStream();
      assertTrue(in.read() >= 0);
      workers.xnio().getIoThread(0).executeAfter(tooLateToRender::countDown, 4, TimeUnit.SECONDS);
      assertTrue(tooLateToRender.await(20, TimeUnit.SECONDS));
      assertTrue(in.readAllBytes().length >= PAGE_BYTES);
    }
  }

  @Test
  void endsWhatAReaderNeverTakes() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    Deadline.Limits limits = new Deadline.Limits(Duration.ofSeconds(3), Duration.ofMillis(400));
    HttpServer server =
        HttpServer.start(
            workers.xnio(),
            0,
            exchange -> {
              exchange.addExchangeCompleteListener(
                  (_, next) -> {
                    ended.countDown();
                    next.proceed();
                  });
              exchange.dispatch(workers, () -> send(exchange));
              Deadline.arm(exchange, limits);
            });
    try (Socket socket = connect(server)) {
      assertTrue(socket.getInputStream().read() >= 0);
      assertTrue(ended.await(20, TimeUnit.SECONDS));
    }
  }

  private Socket ask(Deadline.Limits limits, boolean answered) throws IOException {
    HttpServer server =
        HttpServer.start(
            workers.xnio(),
            0,
            exchange -> {
              exchange.dispatch(
                  workers,
                  () -> {
                    if (answered) {
                      send(exchange);
                    }
                  });
              Deadline.arm(exchange, limits);
            });
    return connect(server);
  }

  private static void send(HttpServerExchange exchange) {
    exchange.setPersistent(false);
    exchange.getResponseSender().send(ByteBuffer.allocate(PAGE_BYTES));
  }

  private static Socket connect(HttpServer server) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(20_000);
    socket
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
