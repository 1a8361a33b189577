package dev.blogsite.operator;

import dev.blogsite.operator.metrics.OperatorMetrics;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /healthz}, {@code /readyz} and {@code /metrics} of the operator. Thread-safe. */
final class OpsServer implements AutoCloseable {

  private final Undertow server;

  /**
   * Listens at once.
   *
   * @param unready why it cannot look after sites now, if it cannot
   */
  OpsServer(int port, OperatorMetrics metrics, Supplier<Optional<String>> unready) {
    server =
        Undertow.builder()
            .setIoThreads(1)
            .setWorkerThreads(1)
            .setServerOption(UndertowOptions.MAX_HEADER_SIZE, 16 * 1024)
            .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, 5_000)
            .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, 60_000)
            .addHttpListener(
                port,
                "0.0.0.0",
                exchange -> {
                  switch (exchange.getRequestPath()) {
                    case "/healthz" -> health(exchange, Optional.empty());
                    case "/readyz" -> health(exchange, unready.get());
                    case "/metrics" ->
                        answer(
                            exchange, StatusCodes.OK, "text/plain; version=0.0.4", metrics.text());
                    default -> answer(exchange, StatusCodes.NOT_FOUND, "text/plain", "not found\n");
                  }
                })
            .build();
    server.start();
  }

  /** The port it listens on. */
  int port() {
    return ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
  }

  private static void health(HttpServerExchange exchange, Optional<String> wrong) {
    int status = wrong.isEmpty() ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE;
    answer(exchange, status, "text/plain", wrong.orElse("ok") + "\n");
  }

  private static void answer(HttpServerExchange exchange, int status, String type, String body) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type + "; charset=utf-8");
    exchange.getResponseSender().send(body);
  }

  @Override
  public void close() {
    server.stop();
  }
}
