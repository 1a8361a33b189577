package dev.blogsite.operator.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.blogsite.operator.cluster.PodProxy.Answer;
import dev.blogsite.operator.cluster.PodProxy.Request;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pods that answer badly, behind a real HTTP server in the API server's place. */
class ApiPodProxyTest {

  private static final PodRef POD = new PodRef("blogs", "garden-router-a");
  private static final String PROXIED = "/api/v1/namespaces/blogs/pods/garden-router-a:8081/proxy";
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final KubernetesClient client;
  private volatile HttpHandler pod = exchange -> answer(exchange, 200, "ok");

  ApiPodProxyTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          try (exchange) {
            pod.handle(exchange);
          }
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    // Retries and redirects are as they are in any client.
    Config config = new ConfigBuilder(Config.empty()).withMasterUrl(url).build();
    client = new KubernetesClientBuilder().withConfig(config).build();
  }

  @AfterEach
  void close() {
    over.countDown();
    client.close();
    server.stop(0);
    threads.shutdownNow();
  }

  private Answer get(String path) {
    return new ApiPodProxy(client).send(POD, Request.get(8081, path));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Test
  void asksThePodThroughItsApiServer() {
    var answered = assertInstanceOf(Answer.Answered.class, get("/metrics/slo"));
    assertEquals(200, answered.status());
    assertEquals("ok", answered.body());
    assertEquals(List.of("GET " + PROXIED + "/metrics/slo"), asked);
  }

  @Test
  void sendsBodyAndHeadersOfAPut() {
    pod =
        exchange ->
            answer(
                exchange,
                200,
                exchange.getRequestHeaders().getFirst("X-Blogsite-Signature")
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    var request = new Request("PUT", 8081, "/split", Map.of("X-Blogsite-Signature", "s"), "{}");
    var answered =
        assertInstanceOf(Answer.Answered.class, new ApiPodProxy(client).send(POD, request));
    assertEquals("s{}", answered.body());
    assertEquals(List.of("PUT " + PROXIED + "/split"), asked);
  }

  @Test
  void whatAPodRefusesIsAnAnswerAndIsAskedOnce() {
    for (int status : List.of(404, 429, 500, 502, 503)) {
      asked.clear();
      pod = exchange -> answer(exchange, status, "busy");
      var answered = assertInstanceOf(Answer.Answered.class, get("/"));
      assertEquals(status, answered.status());
      assertEquals("busy", answered.body());
      assertEquals(1, asked.size(), "requests for " + status);
    }
  }

  @Test
  void aConnectionThatBreaksIsNotTriedAgain() {
    // The head promises more than comes.
    pod = exchange -> exchange.sendResponseHeaders(200, 100);
    assertInstanceOf(Answer.Failed.class, get("/"));
    assertEquals(1, asked.size());
  }

  @Test
  void aRedirectIsAnAnswerLikeAnyOther() {
    pod =
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/api/v1/secrets");
          exchange.sendResponseHeaders(302, -1);
        };
    var answered = assertInstanceOf(Answer.Answered.class, get("/"));
    assertEquals(302, answered.status());
    assertEquals("/api/v1/secrets", answered.headers().get("location"));
    assertEquals(1, asked.size());
  }

  @Test
  void anAnswerIsReadUpToItsCap() {
    pod = exchange -> answer(exchange, 200, "x".repeat(PodProxy.MAX_BYTES));
    var answered = assertInstanceOf(Answer.Answered.class, get("/"));
    assertEquals(PodProxy.MAX_BYTES, answered.body().length());
    pod = exchange -> answer(exchange, 200, "x".repeat(PodProxy.MAX_BYTES + 1));
    assertEquals(new Answer.Failed("answered with more than 1048576 bytes"), get("/"));
  }

  @Test
  void aPodThatSaysNothingIsWaitedForNoLongerThanItsTime() {
    pod = _ -> hang();
    assertEquals(
        new Answer.Failed("no answer within 1 s"),
        new ApiPodProxy(client, SHORT).send(POD, Request.get(8081, "/")));
  }

  @Test
  void aPodThatStopsInMidAnswerIsWaitedForNoLongerThanItsTime() {
    pod =
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          hang();
        };
    assertEquals(
        new Answer.Failed("no answer within 1 s"),
        new ApiPodProxy(client, SHORT).send(POD, Request.get(8081, "/")));
  }

  @Test
  void aServerThatIsNotThereIsAFailure() {
    server.stop(0);
    assertInstanceOf(Answer.Failed.class, get("/"));
  }

  private void hang() {
    try {
      over.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
