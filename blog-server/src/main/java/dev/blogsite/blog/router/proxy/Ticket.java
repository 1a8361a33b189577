package dev.blogsite.blog.router.proxy;

import dev.blogsite.blog.router.count.Failure;
import dev.blogsite.blog.router.count.TrackCounts.Source;
import dev.blogsite.blog.router.proxy.RequestHead.Body;
import dev.blogsite.blog.router.upstream.ResponseHead;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What was decided about one request, and how it is counted. For one I/O thread. */
final class Ticket {
  private static final Set<HttpString> IDEMPOTENT =
      Set.of(Methods.GET, Methods.HEAD, Methods.OPTIONS, Methods.PUT, Methods.DELETE);

  private final Routes routes;
  private final Source source;
  private final Listed listed;
  private final AtomicInteger underWay;
  private final Body body;
  private final boolean webSocket;
  private final String requestId;
  private final String path;
  private final HttpString method;
  private final @Nullable String newCookie;
  private final long startedNanos = System.nanoTime();
  private Lane lane;
  private boolean fellBack;
  private boolean askedOtherTrack;

  Ticket(Choice choice, Listed listed, AtomicInteger underWay, Incoming incoming) {
    this.routes = choice.routes();
    this.lane = choice.lane();
    this.source = choice.source();
    this.newCookie = choice.newCookie();
    this.listed = listed;
    this.underWay = underWay;
    this.body = incoming.body();
    this.webSocket = incoming.webSocket();
    this.requestId = incoming.requestId();
    HttpServerExchange exchange = incoming.exchange();
    this.path = exchange.getRequestURI();
    this.method = exchange.getRequestMethod();
    underWay.incrementAndGet();
  }

  /**
   * Which way a request goes first, and why.
   *
   * @param newCookie the Set-Cookie header for a reader who had none
   */
  record Choice(Routes routes, Lane lane, Source source, @Nullable String newCookie) {}

  /** What there is to know of a request before it is sent on. */
  record Incoming(HttpServerExchange exchange, Body body, boolean webSocket, String requestId) {}

  Lane lane() {
    return lane;
  }

  Body body() {
    return body;
  }

  /** Whether any byte follows the request's head. */
  boolean hasBody() {
    return switch (body) {
      case Body.None() -> false;
      case Body.Length(long bytes) -> bytes > 0;
      case Body.Chunked() -> true;
    };
  }

  boolean webSocket() {
    return webSocket;
  }

  String requestId() {
    return requestId;
  }

  @Nullable String newCookie() {
    return newCookie;
  }

  boolean isHead() {
    return method.equals(Methods.HEAD);
  }

  long startedNanos() {
    return startedNanos;
  }

  /** Whether sending it twice does no harm. */
  boolean repeatable() {
    return !hasBody() && !webSocket && IDEMPOTENT.contains(method);
  }

  /** Turns to the other track after a failure; false when that may not or cannot help. */
  boolean fallBack() {
    Lane other = routes.fallback(lane.track());
    if (fellBack || source != Source.READER || other == null || other.backends().size() == 0) {
      return false;
    }
    fellBack = true;
    lane = other;
    return true;
  }

  boolean mayAskOtherTrack() {
    Lane other = routes.lane(lane.track().other());
    return !fellBack
        && source == Source.READER
        && repeatable()
        // Once the lease has run out, nobody vouches for the canary.
        && !routes.inForce().expired()
        && path.startsWith(TrackChooser.ASSETS)
        && other != null
        && other.backends().size() > 0;
  }

  void askOtherTrack() {
    Lane other = routes.lane(lane.track().other());
    if (other != null) {
      fellBack = true;
      askedOtherTrack = true;
      lane = other;
    }
  }

  boolean hasAskedOtherTrack() {
    return askedOtherTrack;
  }

  void started(ResponseHead head, long nanos) {
    if (!head.isEventStream()) {
      lane.counts().started(source, nanos);
    }
    if (method.equals(Methods.GET) && listed.contains(path)) {
      lane.counts().listed(source, head.status() == 404);
    }
  }

  void answered(int status) {
    lane.counts().answered(source, status);
  }

  void failed(Failure failure) {
    if (failure == Failure.TIMEOUT && askedOtherTrack) {
      // It had less time than others, and its own readers tell whether it is slow.
      return;
    }
    lane.counts().failed(source, failure);
  }

  void ended() {
    underWay.decrementAndGet();
  }
}
