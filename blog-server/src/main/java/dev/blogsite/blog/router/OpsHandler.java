package dev.blogsite.blog.router;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.blogsite.blog.router.count.SloDocument;
import dev.blogsite.blog.router.proxy.RouterHandler;
import dev.blogsite.blog.router.proxy.Routes;
import dev.blogsite.blog.router.split.Signer;
import dev.blogsite.blog.router.split.Split;
import dev.blogsite.blog.router.split.SplitDocument;
import dev.blogsite.blog.router.split.SplitDocument.Parsed;
import dev.blogsite.blog.router.split.SplitState.InForce;
import dev.blogsite.blog.router.split.SplitState.Outcome;
import dev.blogsite.blog.router.split.SplitState.Source;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The router's ops port: for the kubelet, Prometheus and the operator. */
final class OpsHandler implements HttpHandler {
  private static final HttpString SIGNATURE = new HttpString("X-Blogsite-Signature");
  private static final String SIGNATURE_PREFIX = "sha256=";
  private static final JsonFactory JSON = new JsonFactory();

  private final Signer signer;
  private final SplitControl control;
  private final RouterHandler handler;
  private final Observations observations;
  private final InstantSource clock;
  private final CollectorRegistry registry = new CollectorRegistry();
  private volatile boolean draining;

  OpsHandler(
      Signer signer,
      SplitControl control,
      RouterHandler handler,
      Observations observations,
      InstantSource clock) {
    this.signer = signer;
    this.control = control;
    this.handler = handler;
    this.observations = observations;
    this.clock = clock;
    registry.register(observations.collector());
  }

  /** From now on the router is not ready. */
  void drain() {
    draining = true;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    boolean put = exchange.getRequestMethod().equals(Methods.PUT);
    if (put && exchange.getRequestPath().equals("/split")) {
      // The body is read on the I/O thread; what follows may look names up, and so block.
      exchange
          .getRequestReceiver()
          .receiveFullBytes(
              (_, body) -> exchange.dispatch(() -> put(exchange, body)),
              (_, e) -> error(exchange, 413, "the document cannot be read: " + e.getMessage()));
    } else if (!exchange.getRequestMethod().equals(Methods.GET)) {
      error(exchange, 405, exchange.getRequestMethod() + " is not answered here");
    } else {
      get(exchange);
    }
  }

  private void get(HttpServerExchange exchange) {
    switch (exchange.getRequestPath()) {
      case "/healthz" -> health(exchange);
      case "/health/ready" -> ready(exchange);
      case "/metrics" -> metrics(exchange);
      case "/metrics/slo" -> slo(exchange);
      case "/split" -> inForce(exchange);
      default -> error(exchange, 404, exchange.getRequestPath() + " is not answered here");
    }
  }

  private void put(HttpServerExchange exchange, byte[] body) {
    String signature = exchange.getRequestHeaders().getFirst(SIGNATURE);
    if (signature == null
        || !signature.startsWith(SIGNATURE_PREFIX)
        || !signer.verifies(body, signature.substring(SIGNATURE_PREFIX.length()))) {
      error(exchange, 401, "X-Blogsite-Signature is not the body's; must be sha256=<hex HMAC>");
      return;
    }
    switch (SplitDocument.parse(body)) {
      case Parsed.Invalid(var errors) -> error(exchange, 400, String.join("; ", errors));
      case Parsed.Valid(Split split) -> {
        switch (control.offer(split, Source.PUSHED)) {
          case Outcome.Taken(InForce taken) -> inForce(exchange, 200, taken, Optional.empty());
          case Outcome.Foreign(String why) -> error(exchange, 400, why);
          case Outcome.Outdated(String why, InForce kept) ->
              inForce(exchange, 409, kept, Optional.of(why));
        }
      }
    }
  }

  private void inForce(
      HttpServerExchange exchange, int status, InForce now, Optional<String> error) {
    json(
        exchange,
        status,
        json -> {
          if (error.isPresent()) {
            json.writeStringField("error", error.get());
          }
          json.writeNumberField("epoch", now.split().epoch());
          json.writeNumberField("weightPpm", now.split().weightPpm());
        });
  }

  private void health(HttpServerExchange exchange) {
    long seconds = Duration.between(observations.startedAt(), clock.instant()).toSeconds();
    json(
        exchange,
        200,
        json -> {
          json.writeStringField("status", "ok");
          json.writeNumberField("uptime_sec", seconds);
        });
  }

  private void ready(HttpServerExchange exchange) {
    boolean inForce = handler.routes().isPresent();
    // A router that still has a canary for its readers is better than none.
    boolean hasAddress = handler.routes().map(Routes::hasAddress).orElse(false);
    boolean ready = inForce && hasAddress && !draining;
    json(
        exchange,
        ready ? 200 : 503,
        json -> {
          json.writeBooleanField("ready", ready);
          json.writeBooleanField("splitInForce", inForce);
          json.writeBooleanField("hasAddress", hasAddress);
          json.writeBooleanField("draining", draining);
        });
  }

  private void metrics(HttpServerExchange exchange) {
    StringWriter text = new StringWriter();
    try {
      TextFormat.write004(text, registry.metricFamilySamples());
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail", e);
    }
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, TextFormat.CONTENT_TYPE_004);
    exchange.getResponseSender().send(text.toString());
  }

  private void slo(HttpServerExchange exchange) {
    Optional<SloDocument> slo = observations.slo();
    if (slo.isEmpty()) {
      error(exchange, 503, "no split document is in force");
    } else {
      exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
      exchange.getResponseSender().send(ByteBuffer.wrap(slo.get().toJson()));
    }
  }

  private void inForce(HttpServerExchange exchange) {
    Optional<InForce> now = handler.routes().map(routes -> routes.inForce());
    if (now.isEmpty()) {
      error(exchange, 503, "no split document is in force");
    } else {
      exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
      exchange.getResponseSender().send(ByteBuffer.wrap(SplitWriter.toJson(now.get())));
    }
  }

  private static void error(HttpServerExchange exchange, int status, String message) {
    json(exchange, status, json -> json.writeStringField("error", message));
  }

  private interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  private static void json(HttpServerExchange exchange, int status, Members members) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail", e);
    }
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    exchange.getResponseSender().send(text.toString());
  }
}
