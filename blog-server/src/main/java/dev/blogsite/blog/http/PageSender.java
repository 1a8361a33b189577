package dev.blogsite.blog.http;

import dev.blogsite.blog.render.Page;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Sends a finished page: the compressed form to those who take it, 304 to those who have it. */
final class PageSender {
  private PageSender() {}

  static void send(HttpServerExchange exchange, Page page) {
    HeaderMap headers = exchange.getResponseHeaders();
    SecurityHeaders.put(headers);
    headers.put(Headers.CACHE_CONTROL, page.cacheControl());
    ByteBuffer gzip = page.gzip();
    boolean zipped = false;
    if (gzip != null) {
      headers.put(Headers.VARY, "Accept-Encoding");
      zipped = AcceptEncoding.takesGzip(exchange.getRequestHeaders().get(Headers.ACCEPT_ENCODING));
    }
    String etag = zipped ? page.gzipEtag() : page.etag();
    if (page.status() == 200) {
      headers.put(Headers.ETAG, etag);
      if (has(exchange.getRequestHeaders().get(Headers.IF_NONE_MATCH), etag)) {
        exchange.setStatusCode(304);
        exchange.endExchange();
        return;
      }
    } else {
      exchange.setStatusCode(page.status());
    }
    headers.put(Headers.CONTENT_TYPE, page.type());
    if (zipped) {
      headers.put(Headers.CONTENT_ENCODING, "gzip");
    }
    body(exchange, zipped && gzip != null ? gzip : page.plain());
  }

  private static void body(HttpServerExchange exchange, ByteBuffer bytes) {
    exchange.setResponseContentLength(bytes.remaining());
    if (exchange.getRequestMethod().equals(Methods.HEAD)) {
      exchange.endExchange();
    } else {
      exchange.getResponseSender().send(bytes.duplicate());
    }
  }

  /** Returns whether a line of {@code If-None-Match} names what would be sent. */
  private static boolean has(@Nullable HeaderValues lines, String etag) {
    for (int i = 0; lines != null && i < lines.size(); i++) {
      String tags = lines.get(i);
      if (tags.contains(etag) || tags.strip().equals("*")) {
        return true;
      }
    }
    return false;
  }
}
