package dev.blogsite.blog.router.proxy;

import dev.blogsite.blog.router.upstream.HeaderLine;
import dev.blogsite.blog.router.upstream.ResponseHead;
import dev.blogsite.blog.router.upstream.RouterHeaders;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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
      // A shared cache that kept the cookie would give one reader's bucket to all.
      headers.put(Headers.CACHE_CONTROL, forOneReader(headers.get(Headers.CACHE_CONTROL)));
    }
  }

  /** The same for a reader's own cache, and nothing for the caches that readers share. */
  private static String forOneReader(@Nullable HeaderValues cacheControl) {
    StringBuilder directives = new StringBuilder("private");
    for (String value : cacheControl == null ? List.<String>of() : cacheControl) {
      for (String part : value.split(",", -1)) {
        String directive = part.strip();
        String name = directive.toLowerCase(Locale.ROOT);
        boolean shared =
            name.equals("public") || name.startsWith("private") || name.startsWith("s-maxage");
        if (!shared && !directive.isEmpty()) {
          directives.append(", ").append(directive);
        }
      }
    }
    return directives.toString();
  }
}
