package dev.blogsite.blog.router.proxy;

import dev.blogsite.blog.router.upstream.RouterHeaders;
import dev.blogsite.blog.router.upstream.Tokens;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the head of a request to a backend into a byte array: the reader's, without what ends at
 * this hop or only the router may say, and with where it came from.
 */
final class RequestHead {
  private static final AttachmentKey<String> PEER = AttachmentKey.create(String.class);
  private static final String OWN_PREFIX = "x-blogsite-";

  /** Headers that end at this hop, or that the router writes itself. */
  private static final Set<HttpString> DROPPED =
      Set.of(
          Headers.CONNECTION,
          new HttpString("Keep-Alive"),
          new HttpString("Proxy-Connection"),
          new HttpString("Proxy"),
          Headers.PROXY_AUTHORIZATION,
          Headers.TE,
          Headers.TRAILER,
          Headers.TRANSFER_ENCODING,
          Headers.CONTENT_LENGTH,
          Headers.UPGRADE,
          Headers.EXPECT,
          new HttpString("HTTP2-Settings"),
          Headers.HOST,
          Headers.X_FORWARDED_FOR,
          RouterHeaders.X_REQUEST_ID);

  private final byte[] out;
  private int length;

  private RequestHead(byte[] out) {
    this.out = out;
  }

  /** A head that cannot be sent: the reader's request is refused. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Writes the head.
   *
   * @param requestId in hex when the reader sent no usable id
   * @return the head's length in bytes
   * @throws RefusedException when the request has what HTTP does not allow
   */
  static int write(
      HttpServerExchange exchange, Body body, boolean webSocket, String requestId, byte[] out)
      throws RefusedException {
    RequestHead head = new RequestHead(out);
    try {
      head.requestLine(exchange);
      head.headers(exchange.getRequestHeaders());
      head.added(exchange, body, webSocket, requestId);
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new RefusedException("the request's head is too long");
    }
    if (head.length > IoLoop.HEAD_BYTES) {
      throw new RefusedException("the request's head is too long");
    }
    return head.length;
  }

  /** How the request's body is framed. */
  sealed interface Body {
    /** There is none. */
    record None() implements Body {}

    /** Of this many bytes. */
    record Length(long bytes) implements Body {}

    /** In chunks. */
    record Chunked() implements Body {}
  }

  private void requestLine(HttpServerExchange exchange) throws RefusedException {
    put(exchange.getRequestMethod());
    out[length++] = ' ';
    int start = length;
    String uri = exchange.getRequestURI();
    put(exchange.isHostIncludedInRequestURI() ? path(uri) : uri);
    String query = exchange.getQueryString();
    if (!query.isEmpty()) {
      out[length++] = '?';
      put(query);
    }
    if (!Tokens.isTarget(out, start, length)) {
      throw new RefusedException("the request's target has a character that is not allowed there");
    }
    put(" HTTP/1.1\r\n");
  }

  private static String path(String absolute) {
    int slash = absolute.indexOf('/', absolute.indexOf("://") + 3);
    return slash < 0 ? "/" : absolute.substring(slash);
  }

  private void headers(HeaderMap headers) throws RefusedException {
    Set<HttpString> endHere = endHere(headers);
    long cookie = headers.fastIterateNonEmpty();
    while (cookie != -1L) {
      HeaderValues values = headers.fiCurrent(cookie);
      HttpString name = values.getHeaderName();
      if (!DROPPED.contains(name) && !endHere.contains(name) && !isOwn(name)) {
        for (int i = 0; i < values.size(); i++) {
          header(name, values.get(i));
        }
      }
      cookie = headers.fiNextNonEmpty(cookie);
    }
  }

  /** Other headers that the Connection header says end at this hop. */
  private static Set<HttpString> endHere(HeaderMap headers) {
    HeaderValues connection = headers.get(Headers.CONNECTION);
    if (connection == null
        || (connection.size() == 1 && connection.getFirst().equalsIgnoreCase("keep-alive"))) {
      return Set.of();
    }
    List<HttpString> names = new ArrayList<>();
    for (String value : connection) {
      for (String name : value.split(",", -1)) {
        names.add(new HttpString(name.strip()));
      }
    }
    return Set.copyOf(names);
  }

  private static boolean isOwn(HttpString name) {
    return name.length() >= OWN_PREFIX.length()
        && (name.byteAt(0) == 'x' || name.byteAt(0) == 'X')
        && name.toString().toLowerCase(Locale.ROOT).startsWith(OWN_PREFIX);
  }

  private void added(HttpServerExchange exchange, Body body, boolean webSocket, String requestId)
      throws RefusedException {
    HeaderMap headers = exchange.getRequestHeaders();
    String host = headers.getFirst(Headers.HOST);
    header(Headers.HOST, host == null ? "localhost" : host);
    header(RouterHeaders.X_REQUEST_ID, requestId);
    HeaderValues hops = headers.get(Headers.X_FORWARDED_FOR);
    header(
        Headers.X_FORWARDED_FOR,
        hops == null ? peer(exchange) : String.join(", ", hops) + ", " + peer(exchange));
    if (!headers.contains(Headers.X_FORWARDED_PROTO)) {
      header(Headers.X_FORWARDED_PROTO, exchange.getRequestScheme());
    }
    if (host != null && !headers.contains(RouterHeaders.X_FORWARDED_HOST)) {
      header(RouterHeaders.X_FORWARDED_HOST, host);
    }
    switch (body) {
      case Body.None() -> {}
      case Body.Length(long bytes) -> header(Headers.CONTENT_LENGTH, Long.toString(bytes));
      case Body.Chunked() -> header(Headers.TRANSFER_ENCODING, "chunked");
    }
    if (webSocket) {
      put("Connection: Upgrade\r\nUpgrade: websocket\r\n");
    }
    put("\r\n");
  }

  private static String peer(HttpServerExchange exchange) {
    // Kept with the connection: turning an address into text costs more than the rest of its line.
    String known = exchange.getConnection().getAttachment(PEER);
    if (known != null) {
      return known;
    }
    InetAddress address = exchange.getSourceAddress().getAddress();
    String text = address == null ? "unknown" : address.getHostAddress();
    int scope = text.indexOf('%');
    String plain = scope < 0 ? text : text.substring(0, scope);
    exchange.getConnection().putAttachment(PEER, plain);
    return plain;
  }

  private void header(HttpString name, @Nullable String value) throws RefusedException {
    int start = length;
    put(name);
    for (int i = start; i < length; i++) {
      if (!Tokens.isTokenByte(out[i])) {
        throw new RefusedException("a header's name has a character that is not allowed there");
      }
    }
    out[length++] = ':';
    out[length++] = ' ';
    int valueStart = length;
    put(value == null ? "" : value);
    if (!Tokens.isValue(out, valueStart, length)) {
      throw new RefusedException("the header " + name + " has a control character");
    }
    out[length++] = '\r';
    out[length++] = '\n';
  }

  private void put(HttpString text) {
    int size = text.length();
    text.copyTo(0, out, length, size);
    length += size;
  }

  @SuppressWarnings("deprecation") // The one way to copy Latin-1 text without an array in between.
  private void put(String text) {
    int size = text.length();
    if (length + size > out.length) {
      throw new ArrayIndexOutOfBoundsException(length + size);
    }
    text.getBytes(0, size, out, length);
    length += size;
  }

  /** The reader's own id where it is short and plain. */
  static boolean isUsableId(@Nullable String id) {
    if (id == null || id.isEmpty() || id.length() > 64) {
      return false;
    }
    byte[] bytes = id.getBytes(StandardCharsets.ISO_8859_1);
    for (byte b : bytes) {
      if (!Tokens.isTokenByte(b)) {
        return false;
      }
    }
    return true;
  }
}
