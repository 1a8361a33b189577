package dev.blogsite.e2e.faulty;

import io.undertow.Undertow;
import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.LoadBalancingProxyClient;
import io.undertow.server.handlers.proxy.ProxyHandler;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A proxy before the server, in its process, with a fault in every so many answers. */
final class FaultyProxy {
  private static final Duration HANGS_AFTER = Duration.ofSeconds(15);

  private FaultyProxy() {}

  /** Listens on a port and passes on to another of this machine, but for the fault. */
  static void start(Fault fault, int port, int innerPort) {
    var client =
        new LoadBalancingProxyClient()
            .setConnectionsPerThread(200)
            .setMaxQueueSize(1_000)
            .addHost(URI.create("http://127.0.0.1:" + innerPort));
    var server = ProxyHandler.builder().setProxyClient(client).setMaxRequestTime(60_000).build();
    Undertow.builder()
        .addHttpListener(port, "0.0.0.0")
        .setHandler(faulty(fault, server))
        .build()
        .start();
  }

  private static HttpHandler faulty(Fault fault, HttpHandler server) {
    var began = System.nanoTime();
    return switch (fault) {
      case BAD_ERRORS -> every(20, exchange -> fail(exchange, 500), server);
      case BAD_LATENCY -> every(10, exchange -> later(exchange, server), server);
      case HANG ->
          exchange -> {
            if (System.nanoTime() - began < HANGS_AFTER.toNanos()) {
              server.handleRequest(exchange);
            } else {
              // Dispatched to nobody, it stays open and unanswered.
              exchange.dispatch(() -> {});
            }
          };
      case NEVER_READY ->
          exchange -> {
            if (exchange.getRequestPath().equals("/health/ready")) {
              fail(exchange, 503);
            } else {
              server.handleRequest(exchange);
            }
          };
      case CRASH, SLOW_START -> server;
    };
  }

  private static HttpHandler every(int nth, HttpHandler struck, HttpHandler spared) {
    var count = new AtomicLong();
    return exchange ->
        (count.incrementAndGet() % nth == 0 ? struck : spared).handleRequest(exchange);
  }

  private static void fail(HttpServerExchange exchange, int status) {
    exchange.setStatusCode(status);
    exchange.getResponseSender().send("{\"ready\":false,\"error\":\"a fault on purpose\"}\n");
  }

  private static void later(HttpServerExchange exchange, HttpHandler server) {
    exchange.dispatch(
        () ->
            exchange
                .getIoThread()
                .executeAfter(
                    () -> Connectors.executeRootHandler(server, exchange),
                    600,
                    TimeUnit.MILLISECONDS));
  }
}
