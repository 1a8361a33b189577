package dev.blogsite.blog.router.proxy;

import dev.blogsite.blog.router.upstream.HeaderLine;
import dev.blogsite.blog.router.upstream.ResponseHead;
import dev.blogsite.blog.router.upstream.RouterHeaders;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;

/** Writes an answer's status and headers to the reader's exchange. */
final class ResponseHeaders {
  private ResponseHeaders() {}

  /** Passes a backend's head on, with the track that answered and a new reader's cookie. */
  static void write(HttpServerExchange exchange, ResponseHead head, Ticket ticket) {
    exchange.setStatusCode(head.status());
    HeaderMap headers = exchange.getResponseHeaders();
    for (int i = 0; i < head.count(); i++) {
      HeaderLine line = head.line(i);
      headers.add(line.name(), line.value());
    }
    if (!head.hasRequestId()) {
      headers.put(RouterHeaders.X_REQUEST_ID, ticket.requestId());
    }
    own(headers, ticket);
  }

  /** Adds what only the router says. */
  static void own(HeaderMap headers, Ticket ticket) {
    headers.put(RouterHeaders.X_BLOGSITE_TRACK, ticket.lane().track().label());
    String cookie = ticket.newCookie();
    if (cookie != null) {
      headers.add(Headers.SET_COOKIE, cookie);
    }
  }
}
