package dev.blogsite.blog.router.proxy;

import dev.blogsite.blog.router.proxy.RequestHead.Body;
import dev.blogsite.blog.router.split.Buckets;
import dev.blogsite.blog.router.split.Signer;
import dev.blogsite.blog.router.upstream.RouterHeaders;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HexConverter;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.Protocols;
import io.undertow.util.SameThreadExecutor;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/** Takes readers' requests: refuses the ambiguous, picks a track, and sends the rest on its way. */
public final class RouterHandler implements HttpHandler {
  private final TrackChooser tracks;
  private final Limits limits;
  private final Listed listed;
  private final List<XnioExecutor.Key> sweeps = new CopyOnWriteArrayList<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile IoLoop[] loops = {};
  private volatile @Nullable Routes routes;
  private volatile boolean draining;

  /** A handler that refuses all requests until it has I/O threads and routes. */
  public RouterHandler(
      String site, Signer signer, InstantSource clock, Buckets buckets, Settings settings) {
    this.tracks = new TrackChooser(site, signer, clock, buckets);
    this.limits = settings.limits();
    this.listed = settings.listed();
  }

  /** What the handler is told beside the site. */
  public record Settings(Limits limits, Listed listed) {}

  /** Takes the server's I/O threads; called once, before the first request. */
  public void start(List<XnioIoThread> threads) {
    IoLoop[] started = new IoLoop[threads.size()];
    for (XnioIoThread thread : threads) {
      IoLoop loop = new IoLoop(thread);
      started[thread.getNumber()] = loop;
      sweeps.add(loop.startSweeping());
    }
    loops = started;
  }

  /** Stops to look at the time; called once, before the I/O threads end. */
  public void stop() {
    sweeps.forEach(XnioExecutor.Key::remove);
  }

  /** Every request from now on follows these routes. */
  public void follow(Routes changed) {
    routes = changed;
  }

  /** What new requests follow; empty before the first split document. */
  public Optional<Routes> routes() {
    return Optional.ofNullable(routes);
  }

  /** From now on each answer asks its reader to connect anew, elsewhere. */
  public void drain() {
    draining = true;
  }

  /** Requests under way. */
  public int underWay() {
    return underWay.get();
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    Routes now = routes;
    if (now == null || loops.length == 0) {
      OwnAnswer.send(exchange, 503, "The site is starting");
      return;
    }
    if (draining || asksToClose(exchange.getRequestHeaders())) {
      exchange.setPersistent(false);
      // Undertow says so itself, but not of answers without a body.
      exchange.getResponseHeaders().put(Headers.CONNECTION, "close");
    }
    String refusal = refusal(exchange);
    if (refusal != null) {
      exchange.setPersistent(false);
      OwnAnswer.send(exchange, 400, refusal);
      return;
    }
    if (!incomingBodyOrUpgrade(exchange)) {
      goOnReading(exchange);
    }
    IoLoop loop = loops[exchange.getIoThread().getNumber()];
    Ticket ticket =
        new Ticket(tracks.choose(now, exchange), listed, underWay, incoming(exchange, loop));
    // Marks the exchange as not over when this method returns; the task runs right after it.
    exchange.dispatch(SameThreadExecutor.INSTANCE, new Forwarding(exchange, loop, limits, ticket));
  }

  private static boolean incomingBodyOrUpgrade(HttpServerExchange exchange) {
    return !exchange.isRequestComplete() || exchange.getRequestHeaders().contains(Headers.UPGRADE);
  }

  /**
   * Leaves the selector as it is. The server stops reading for each request and starts again after
   * it: two system calls that a request which waits for a pod pays for, and hardly any needs, since
   * the server also stops when something does arrive.
   */
  private static void goOnReading(HttpServerExchange exchange) {
    if (exchange.getConnection() instanceof AbstractServerConnection connection
        && connection.getExtraBytes() == null) {
      connection.getChannel().getSourceChannel().resumeReads();
    }
  }

  /** Whether "close" stands among others; on its own the server has seen it. */
  private static boolean asksToClose(HeaderMap headers) {
    String connection = headers.getFirst(Headers.CONNECTION);
    return connection != null
        && connection.indexOf(',') >= 0
        && connection.toLowerCase(Locale.ROOT).contains("close");
  }

  /**
   * Why a request is refused. Two readings of where a request ends would let one reader's bytes
   * start another's request, so only one reading is let through.
   */
  private static @Nullable String refusal(HttpServerExchange exchange) {
    HeaderMap headers = exchange.getRequestHeaders();
    HeaderValues encodings = headers.get(Headers.TRANSFER_ENCODING);
    HeaderValues lengths = headers.get(Headers.CONTENT_LENGTH);
    if (encodings != null && (encodings.size() != 1 || !encodings.getFirst().equals("chunked"))) {
      return "Transfer-Encoding is " + encodings.getFirst() + "; only chunked is accepted";
    }
    if (encodings != null && (lengths != null || !exchange.isHttp11())) {
      return "Transfer-Encoding may not come with Content-Length or HTTP/1.0";
    }
    if (lengths != null && (lengths.size() != 1 || !isLength(lengths.getFirst()))) {
      return "Content-Length must be one number";
    }
    HeaderValues hosts = headers.get(Headers.HOST);
    if (hosts == null ? exchange.isHttp11() : hosts.size() != 1) {
      return "Host must be given once";
    }
    HttpString method = exchange.getRequestMethod();
    return method.equals(Methods.CONNECT) || method.equals(Methods.TRACE)
        ? "the method " + method + " is not for this site"
        : null;
  }

  private static boolean isLength(String value) {
    boolean valid = !value.isEmpty() && value.length() <= 18;
    for (int i = 0; valid && i < value.length(); i++) {
      valid = value.charAt(i) >= '0' && value.charAt(i) <= '9';
    }
    return valid;
  }

  private static Ticket.Incoming incoming(HttpServerExchange exchange, IoLoop loop) {
    HeaderMap headers = exchange.getRequestHeaders();
    Body body = new Body.None();
    if (headers.contains(Headers.TRANSFER_ENCODING)) {
      body = new Body.Chunked();
    } else {
      String length = headers.getFirst(Headers.CONTENT_LENGTH);
      if (length != null) {
        body = new Body.Length(Long.parseLong(length));
      }
    }
    String id = headers.getFirst(RouterHeaders.X_REQUEST_ID);
    return new Ticket.Incoming(
        exchange,
        body,
        isWebSocket(exchange, headers),
        id != null && RequestHead.isUsableId(id) ? id : newId(loop));
  }

  private static String newId(IoLoop loop) {
    byte[] id = new byte[8];
    long random = loop.ids.nextLong();
    for (int i = 0; i < id.length; i++) {
      id[i] = (byte) (random >>> (8 * i));
    }
    return HexConverter.convertToHexString(id);
  }

  private static boolean isWebSocket(HttpServerExchange exchange, HeaderMap headers) {
    String upgrade = headers.getFirst(Headers.UPGRADE);
    String connection = headers.getFirst(Headers.CONNECTION);
    return upgrade != null
        && connection != null
        && upgrade.equalsIgnoreCase("websocket")
        && connection.toLowerCase(Locale.ROOT).contains("upgrade")
        && exchange.getRequestMethod().equals(Methods.GET)
        && exchange.getProtocol().equals(Protocols.HTTP_1_1);
  }
}
