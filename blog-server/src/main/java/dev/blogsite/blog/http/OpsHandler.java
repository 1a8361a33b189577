package dev.blogsite.blog.http;

import dev.blogsite.blog.metrics.PrometheusText;
import io.prometheus.client.CollectorRegistry;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The ops port: small documents for the kubelet, Prometheus and the operator. */
public final class OpsHandler implements HttpHandler {
  /**
   * One document.
   *
   * @param status of the answer
   * @param type the content type
   * @param body the text
   */
  public record Answer(int status, String type, String body) {
    /** Returns a JSON document. */
    public static Answer json(int status, String body) {
      return new Answer(status, "application/json", body + "\n");
    }
  }

  private final Map<String, Supplier<Answer>> answers;
  private final Executor thread;

  /** Creates a handler of {@code answers} by path, which must not wait for anything. */
  public OpsHandler(Map<String, Supplier<Answer>> answers, Workers workers) {
    this.answers = Map.copyOf(answers);
    this.thread = workers.ops();
  }

  /** Returns what a registry's samples are scraped with. */
  public static Supplier<Answer> metrics(CollectorRegistry registry) {
    return () -> new Answer(200, PrometheusText.CONTENT_TYPE, PrometheusText.of(registry));
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    Guard.Refused refused = Guard.check(exchange);
    if (refused != Guard.Refused.NONE) {
      Guard.refuse(exchange, refused);
      return;
    }
    Supplier<Answer> answer = answers.get(exchange.getRelativePath());
    if (answer == null) {
      send(
          exchange,
          new Answer(
              404,
              "text/plain; charset=utf-8",
              "Here are " + String.join(", ", answers.keySet().stream().sorted().toList()) + "\n"));
      return;
    }
    exchange.dispatch(thread, () -> send(exchange, answer.get()));
  }

  private static void send(HttpServerExchange exchange, Answer answer) {
    exchange.setStatusCode(answer.status());
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, answer.type());
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.getResponseSender().send(answer.body());
  }
}
