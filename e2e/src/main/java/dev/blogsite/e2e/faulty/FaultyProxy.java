package dev.blogsite.e2e.faulty;

import io.undertow.Undertow;
import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.LoadBalancingProxyClient;
import io.undertow.server.handlers.proxy.ProxyHandler;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A proxy before the server, in its process, with a fault in every so many answers. */
final class FaultyProxy implements HttpHandler {
  private static final Duration HANGS_AFTER = Duration.ofSeconds(15);
  private static final int WARMING_REQUESTS = 300;

  private volatile HttpHandler passing;

  private FaultyProxy(HttpHandler passing) {
    this.passing = passing;
  }

  /**
   * Listens on a port and passes on to another of this machine, but for the fault. It is warm when
   * this returns: on a busy machine, the first requests through a cold one took 0.6 s, and the
   * canary was aborted for its latency, whatever its fault was.
   *
   * @param innerPort where nothing listens yet
   */
  static void start(Fault fault, int port, int innerPort) throws IOException {
    var server = server(innerPort);
    var proxy = new FaultyProxy(server);
    Undertow.builder().addHttpListener(port, "0.0.0.0").setHandler(proxy).build().start();
    warm(port, innerPort);
    proxy.passing = faulty(fault, server);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    passing.handleRequest(exchange);
  }

  private static HttpHandler server(int innerPort) {
    var client =
        new LoadBalancingProxyClient()
            .setConnectionsPerThread(200)
            .setMaxQueueSize(1_000)
            .addHost(URI.create("http://127.0.0.1:" + innerPort));
    return ProxyHandler.builder().setProxyClient(client).setMaxRequestTime(60_000).build();
  }

  /** Asks through the proxy, while something that no probe takes for ready stands in. */
  private static void warm(int port, int innerPort) throws IOException {
    var standIn =
        Undertow.builder()
            .addHttpListener(innerPort, "127.0.0.1")
            .setHandler(exchange -> fail(exchange, 503))
            .build();
    standIn.start();
    try {
      for (int i = 0; i < WARMING_REQUESTS; i++) {
        var asked =
            (HttpURLConnection) URI.create("http://127.0.0.1:" + port).toURL().openConnection();
        if (asked.getResponseCode() != 503) {
          throw new IOException("the stand-in's answer came as " + asked.getResponseCode());
        }
        asked.getErrorStream().readAllBytes();
      }
    } finally {
      standIn.stop();
    }
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
                    2_000,
                    TimeUnit.MILLISECONDS));
  }
}
