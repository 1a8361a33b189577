package dev.blogsite.blog.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class OpsHandlerTest {
  @Test
  void answersWhileReadersKeepEveryWorkerBusy() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    Workers workers = Workers.start(2);
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < 300; i++) {
        workers.execute(() -> await(over));
      }
      OpsHandler handler =
          new OpsHandler(Map.of("/healthz", () -> OpsHandler.Answer.json(200, "{}")), workers);
      HttpServer server = HttpServer.start(workers.xnio(), 0, handler);
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/healthz"))
              .timeout(Duration.ofSeconds(10))
              .build();
      assertEquals(200, client.send(request, BodyHandlers.ofString()).statusCode());
      over.countDown();
      server.stop(Duration.ofSeconds(10));
    } finally {
      over.countDown();
      workers.stop();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
