package dev.blogsite.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.operator.metrics.OperatorMetrics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpsServerTest {

  private final OperatorMetrics metrics = new OperatorMetrics();
  private volatile Optional<String> unready = Optional.empty();
  private final OpsServer server = new OpsServer(0, metrics, () -> unready);
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    http.close();
    server.close();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void isAliveThoughItIsNotReady() throws Exception {
    unready = Optional.of("not watching: owned-pods");
    assertEquals(200, get("/healthz").statusCode());
    assertEquals(503, get("/readyz").statusCode());
    assertEquals("not watching: owned-pods\n", get("/readyz").body());
    unready = Optional.empty();
    assertEquals(200, get("/readyz").statusCode());
    assertEquals("ok\n", get("/readyz").body());
  }

  @Test
  void givesItsMetricsAsPrometheusReadsThem() throws Exception {
    metrics.leads(true);
    var answer = get("/metrics");
    assertEquals(200, answer.statusCode());
    assertEquals(
        "text/plain; version=0.0.4; charset=utf-8",
        answer.headers().firstValue("Content-Type").orElseThrow());
    assertTrue(answer.body().contains("# TYPE blogsite_operator_leader gauge\n"));
    assertTrue(answer.body().contains("\nblogsite_operator_leader 1.0\n"));
  }

  @Test
  void knowsNothingElse() throws Exception {
    assertEquals(404, get("/").statusCode());
  }
}
