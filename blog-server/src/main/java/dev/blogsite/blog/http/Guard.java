package dev.blogsite.blog.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;

/** Tells the requests that a blog does not answer from those it does. */
final class Guard {
  /** What a request is refused with; {@link #NONE} lets it pass. */
  enum Refused {
    NONE(200, ""),
    METHOD(405, "Only GET and HEAD are answered here.\n"),
    FRAMING(400, "Transfer-Encoding must be exactly chunked, and never beside Content-Length.\n"),
    BODY(413, "Requests to this server have no body.\n");

    private final int status;
    private final String text;

    Refused(int status, String text) {
      this.status = status;
      this.text = text;
    }
  }

  private Guard() {}

  static Refused check(HttpServerExchange exchange) {
    HeaderValues encoding = exchange.getRequestHeaders().get(Headers.TRANSFER_ENCODING);
    HeaderValues length = exchange.getRequestHeaders().get(Headers.CONTENT_LENGTH);
    if (encoding != null) {
      boolean exact =
          encoding.size() == 1 && "chunked".equals(encoding.getFirst()) && length == null;
      return exact ? Refused.BODY : Refused.FRAMING;
    }
    HttpString method = exchange.getRequestMethod();
    if (!method.equals(Methods.GET) && !method.equals(Methods.HEAD)) {
      return Refused.METHOD;
    }
    return length != null && !"0".equals(length.getFirst()) ? Refused.BODY : Refused.NONE;
  }

  /** Answers a refused request and closes its connection, so that no body has to be read. */
  static void refuse(HttpServerExchange exchange, Refused refused) {
    exchange.setStatusCode(refused.status);
    exchange.setPersistent(false);
    SecurityHeaders.put(exchange.getResponseHeaders());
    if (refused == Refused.METHOD) {
      exchange.getResponseHeaders().put(Headers.ALLOW, "GET, HEAD");
    }
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
    exchange.getResponseSender().send(refused.text);
  }
}
