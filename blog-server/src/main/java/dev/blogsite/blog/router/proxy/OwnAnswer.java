package dev.blogsite.blog.router.proxy;

import dev.blogsite.blog.router.upstream.RouterHeaders;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSourceChannel;

/** Answers that the router gives itself, because no track can. */
final class OwnAnswer {
  private OwnAnswer() {}

  /**
   * Answers for a track that failed.
   *
   * @param upload where the request's body was read from so far; null when it was not
   */
  static void send(
      HttpServerExchange exchange,
      int status,
      String text,
      Ticket ticket,
      @Nullable StreamSourceChannel upload) {
    if (exchange.isResponseStarted()) {
      IoUtils.safeClose(exchange.getConnection());
      return;
    }
    HeaderMap headers = exchange.getResponseHeaders();
    ResponseHeaders.own(headers, ticket);
    headers.put(RouterHeaders.X_REQUEST_ID, ticket.requestId());
    send(exchange, status, text, upload);
  }

  /** Answers with a line of text. */
  static void send(HttpServerExchange exchange, int status, String text) {
    send(exchange, status, text, null);
  }

  private static void send(
      HttpServerExchange exchange, int status, String text, @Nullable StreamSourceChannel upload) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    if (exchange.isRequestComplete()) {
      exchange.getResponseSender().send(text + "\n");
      return;
    }
    exchange.setPersistent(false);
    exchange
        .getResponseSender()
        .send(
            text + "\n",
            new IoCallback() {
              @Override
              public void onComplete(HttpServerExchange answered, Sender sender) {
                RestOfRequest.drop(answered, upload);
              }

              @Override
              public void onException(HttpServerExchange lost, Sender sender, IOException why) {
                IoUtils.safeClose(lost.getConnection());
              }
            });
  }
}
