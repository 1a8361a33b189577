package dev.blogsite.blog.router.proxy;

import dev.blogsite.blog.router.upstream.RouterHeaders;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import org.xnio.IoUtils;

/** Answers that the router gives itself, because no track can. */
final class OwnAnswer {
  private OwnAnswer() {}

  /** Answers for a track that failed. */
  static void send(HttpServerExchange exchange, int status, String text, Ticket ticket) {
    if (exchange.isResponseStarted()) {
      IoUtils.safeClose(exchange.getConnection());
      return;
    }
    HeaderMap headers = exchange.getResponseHeaders();
    ResponseHeaders.own(headers, ticket);
    headers.put(RouterHeaders.X_REQUEST_ID, ticket.requestId());
    send(exchange, status, text);
  }

  /** Answers with a line of text. */
  static void send(HttpServerExchange exchange, int status, String text) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    if (!exchange.isRequestComplete()) {
      exchange.setPersistent(false);
    }
    exchange.getResponseSender().send(text + "\n");
  }
}
