package dev.blogsite.blog.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpServerTest {
  @ParameterizedTest
  @ValueSource(ints = {200, 204, 304, 404})
  void saysThatAnAnswerIsTheLastOfItsConnectionWhileItLeaves(int status) throws Exception {
    Workers workers = Workers.start(1);
    try {
      HttpServer server =
          HttpServer.start(
              workers.xnio(), 0, exchange -> exchange.setStatusCode(status).endExchange());
      assertEquals(-1, ask(server).indexOf("Connection: close"));
      server.leave();
      String answer = ask(server);
      assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
      assertEquals(2, answer.split("Connection: close", -1).length, answer);
      assertTrue(server.stop(Duration.ofSeconds(10)));
    } finally {
      workers.stop();
    }
  }

  private static String ask(HttpServer server) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
