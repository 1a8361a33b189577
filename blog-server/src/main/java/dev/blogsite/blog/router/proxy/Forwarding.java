package dev.blogsite.blog.router.proxy;

import dev.blogsite.blog.router.count.Failure;
import dev.blogsite.blog.router.upstream.Backend;
import dev.blogsite.blog.router.upstream.Connection;
import dev.blogsite.blog.router.upstream.Connector;
import dev.blogsite.blog.router.upstream.MalformedResponseException;
import dev.blogsite.blog.router.upstream.ResponseHead.Framing;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSourceChannel;

/**
 * One reader's request on its way: to a backend, to another one when that one cannot be reached,
 * and back. Lives on the I/O thread of the reader's connection.
 */
final class Forwarding implements Runnable, Connector.Waiter {
  private static final Logger LOG = LoggerFactory.getLogger(Forwarding.class);

  final HttpServerExchange exchange;
  final IoLoop loop;
  final Limits limits;
  private final Ticket ticket;
  @Nullable Forwarding next;
  @Nullable Forwarding previous;

  private Phase phase = Phase.CONNECTING;
  private long deadline;
  private long attemptStarted;
  private @Nullable Backend backend;
  private @Nullable Connection connection;
  private Connector.@Nullable Attempt connecting;
  private final HeadReader headReader = new HeadReader();
  private @Nullable RequestBody requestBody;
  private @Nullable ResponseBody responseBody;
  private boolean retried;
  private boolean requestSent;

  Forwarding(HttpServerExchange exchange, IoLoop loop, Limits limits, Ticket ticket) {
    this.exchange = exchange;
    this.loop = loop;
    this.limits = limits;
    this.ticket = ticket;
  }

  private enum Phase {
    CONNECTING,
    WAITING,
    RESPONDING,
    STREAMING,
    FLUSHING,
    ENDED
  }

  @Override
  public void run() {
    loop.add(this);
    startOnLane();
  }

  private void startOnLane() {
    attemptStarted = System.nanoTime();
    retried = false;
    Backend first = ticket.lane().backends().pick(null);
    if (first == null) {
      laneFailed(Failure.NO_BACKEND);
    } else {
      attempt(first, true);
    }
  }

  private void attempt(Backend chosen, boolean mayReuse) {
    backend = chosen;
    chosen.begin();
    headReader.reset();
    requestSent = false;
    Connection idle = mayReuse ? loop.connector.idle(chosen, this) : null;
    if (idle != null) {
      connected(idle);
    } else {
      phase = Phase.CONNECTING;
      deadline = System.nanoTime() + limits.connect().toNanos();
      connecting = loop.connector.open(chosen, this);
    }
  }

  @Override
  public void refused(Connector.Attempt attempt, IOException why) {
    connecting = null;
    attemptFailed(Failure.CONNECT);
  }

  @Override
  public void connected(Connection made) {
    connecting = null;
    connection = made;
    phase = Phase.WAITING;
    deadline = System.nanoTime() + responseStart().toNanos();
    ByteBuffer head = loop.headBuffer;
    try {
      int length =
          RequestHead.write(
              exchange, ticket.body(), ticket.webSocket(), ticket.requestId(), loop.scratch);
      head.clear().put(loop.scratch, 0, length).flip();
    } catch (RequestHead.RefusedException e) {
      releaseBackend(true);
      answer(400, String.valueOf(e.getMessage()));
      return;
    }
    HeadWriter.send(made.sink(), head, this);
  }

  private Duration responseStart() {
    return limits.responseStart(ticket.hasAskedOtherTrack());
  }

  /** The request's head is on its way as a whole. */
  void headSent() {
    Connection used = connection;
    if (ticket.hasBody() && used != null) {
      RequestBody body = new RequestBody(this, used, ticket.body());
      requestBody = body;
      body.start();
    } else {
      requestSent = true;
    }
  }

  /** The request's body is on its way as a whole. */
  void requestSent() {
    requestSent = true;
    progress();
  }

  /** Something moved: the time-out for the next move starts anew. */
  void progress() {
    long now = System.nanoTime();
    if (phase == Phase.WAITING) {
      // Only a body moves things here: no track is slow for what a reader has not yet sent.
      attemptStarted = now;
    }
    deadline = now + (phase == Phase.WAITING ? responseStart() : limits.stall()).toNanos();
  }

  @Override
  public void readable(Connection from) {
    if (from != connection) {
      return;
    }
    if (phase == Phase.WAITING) {
      readHead(from);
    } else if (responseBody != null) {
      responseBody.readable(from);
    }
  }

  private void readHead(Connection from) {
    try {
      ByteBuffer rest = headReader.read(from, loop);
      if (rest != null) {
        headArrived(from, rest);
      }
    } catch (MalformedResponseException e) {
      LOG.warn("{} answered {}", backend, e.getMessage());
      attemptFailed(Failure.MALFORMED);
    } catch (IOException e) {
      attemptFailed(headReader.hasBegun() ? Failure.TRUNCATED : Failure.RESET);
    }
  }

  private void headArrived(Connection from, ByteBuffer rest) {
    int status = loop.responseHead.status();
    if (status == 101) {
      upgrade(from, rest);
      return;
    }
    if (status == 404 && ticket.mayAskOtherTrack()) {
      // A page of one track that names an asset of the other's.
      discard(from, rest);
      ticket.askOtherTrack();
      startOnLane();
      return;
    }
    ticket.started(loop.responseHead, System.nanoTime() - attemptStarted);
    if (status >= 500 && ticket.hasAskedOtherTrack()) {
      ticket.answered(status);
      discard(from, rest);
      answer(404, "Not found");
      return;
    }
    ResponseHeaders.write(exchange, loop.responseHead, ticket);
    boolean stream = loop.responseHead.isEventStream();
    if (stream) {
      ticket.answered(status);
      ReaderWatch.start(exchange, this::readerGone);
    }
    phase = stream ? Phase.STREAMING : Phase.RESPONDING;
    progress();
    if (!exchange.isRequestComplete()) {
      exchange.setPersistent(false);
    }
    Framing framing = loop.responseHead.framing(ticket.isHead());
    if (!(framing instanceof Framing.Length) && exchange.isHttp11()) {
      // Else a last answer would end with the connection, and a broken one look whole.
      exchange.getResponseHeaders().put(Headers.TRANSFER_ENCODING, "chunked");
    }
    ResponseBody body = new ResponseBody(this, framing, loop.responseHead.keepAlive());
    responseBody = body;
    body.start(from, rest);
  }

  /** Ends with an answer that is not passed on; the connection is kept where that is free. */
  private void discard(Connection from, ByteBuffer rest) {
    boolean clean =
        loop.responseHead.keepAlive()
            && loop.responseHead.framing(ticket.isHead()) instanceof Framing.Length(long bytes)
            && bytes == rest.remaining();
    backendAnswered(loop.responseHead.status());
    releaseBackend(clean && from == connection);
  }

  private void upgrade(Connection from, ByteBuffer rest) {
    if (!ticket.webSocket()) {
      attemptFailed(Failure.MALFORMED);
      return;
    }
    ticket.answered(101);
    ResponseHeaders.write(exchange, loop.responseHead, ticket);
    backendAnswered(101);
    Backend used = backend;
    connection = null;
    backend = null;
    ended();
    Tunnel.open(
        exchange,
        from,
        rest,
        () -> {
          if (used != null) {
            used.end();
          }
        });
  }

  /** The backend has sent all of its answer. */
  void responseComplete(boolean reusable) {
    backendAnswered(exchange.getStatusCode());
    if (phase != Phase.STREAMING) {
      ticket.answered(exchange.getStatusCode());
    }
    phase = Phase.FLUSHING;
    progress();
    releaseBackend(reusable && requestSent);
  }

  /** The reader has got all of the answer. */
  void flushed() {
    ended();
    if (!exchange.isRequestComplete()) {
      RestOfRequest.drop(exchange, upload());
    }
  }

  private @Nullable StreamSourceChannel upload() {
    return requestBody == null ? null : requestBody.channel();
  }

  /** The backend's answer broke off. */
  void responseBroken(Failure failure) {
    if (phase != Phase.STREAMING) {
      backendFailed();
      ticket.failed(failure);
    }
    releaseBackend(false);
    abandon();
  }

  /** The reader has gone; that is nobody's fault. */
  void readerGone() {
    if (phase == Phase.RESPONDING) {
      ticket.answered(exchange.getStatusCode());
    }
    releaseBackend(false);
    abandon();
  }

  private void abandon() {
    ended();
    IoUtils.safeClose(exchange.getConnection());
  }

  /** This attempt came to nothing; perhaps another one helps. */
  void attemptFailed(Failure failure) {
    Connection broken = connection;
    boolean stale = failure == Failure.RESET && broken != null && broken.isReused();
    Backend tried = backend;
    boolean impatient = failure == Failure.TIMEOUT && ticket.hasAskedOtherTrack();
    if (!stale && !impatient) {
      backendFailed();
    }
    releaseBackend(false);
    boolean repeatable =
        failure == Failure.CONNECT || (failure == Failure.RESET && ticket.repeatable());
    if (!repeatable || exchange.isResponseStarted()) {
      ticket.failed(failure);
      noAnswer(failure, failure == Failure.TIMEOUT ? 504 : 502, "The site did not answer");
      return;
    }
    if (!retried && tried != null) {
      retried = true;
      Backend other = ticket.lane().backends().pick(tried);
      if (other != null || stale) {
        // Where one kept connection was closed unseen, others are; a new one says who lives.
        attempt(other != null ? other : tried, !stale);
        return;
      }
    }
    laneFailed(failure);
  }

  private void laneFailed(Failure failure) {
    ticket.failed(failure);
    if (ticket.fallBack()) {
      startOnLane();
    } else {
      noAnswer(failure, failure == Failure.NO_BACKEND ? 503 : 502, "The site cannot be reached");
    }
  }

  private void noAnswer(Failure failure, int status, String text) {
    if (ticket.hasAskedOtherTrack()) {
      // The first track's answer stands; the other could only have had a better one.
      answer(404, "Not found");
    } else {
      FailureLog.note(exchange, ticket, failure, status);
      answer(status, text);
    }
  }

  private void backendAnswered(int status) {
    Backend used = backend;
    if (used != null && status < 500) {
      used.succeeded();
    } else if (used != null && ticket.lane().backends().answeredBadly(used)) {
      leftAlone(used);
    }
  }

  private void backendFailed() {
    if (backend != null && backend.failed()) {
      leftAlone(backend);
    }
  }

  private void leftAlone(Backend ejected) {
    LOG.warn("{} of {} is left alone for a while", ejected, ticket.lane().track().label());
  }

  private void releaseBackend(boolean reusable) {
    if (connecting != null) {
      connecting.cancel();
      connecting = null;
    }
    if (requestBody != null) {
      requestBody.stop();
    }
    Connection used = connection;
    connection = null;
    if (used != null && reusable) {
      used.release();
    } else if (used != null) {
      used.close();
    }
    if (backend != null) {
      backend.end();
      backend = null;
    }
  }

  private void answer(int status, String text) {
    ended();
    OwnAnswer.send(exchange, status, text, ticket, upload());
  }

  private void ended() {
    if (phase != Phase.ENDED) {
      phase = Phase.ENDED;
      loop.remove(this);
      ticket.ended();
    }
  }

  /** Ends the request when its time is up. */
  void checkTime(long now) {
    if (phase != Phase.STREAMING && now - ticket.startedNanos() > limits.whole().toNanos()) {
      tooLong();
    } else if (requestBody != null
        && requestBody.isUnderWay()
        && now - ticket.startedNanos() > limits.requestBody().toNanos()) {
      releaseBackend(false);
      ticket.answered(408);
      answer(408, "The request took too long to arrive");
    } else if (now - deadline > 0) {
      timeUp();
    }
  }

  private void tooLong() {
    switch (phase) {
      case CONNECTING, WAITING -> attemptFailed(Failure.TIMEOUT);
      case RESPONDING, STREAMING, FLUSHING -> readerGone();
      case ENDED -> {}
    }
  }

  private void timeUp() {
    boolean waitsForReader =
        (responseBody != null && responseBody.waitsForReader())
            || (requestBody != null && requestBody.waitsForReader());
    switch (phase) {
      case CONNECTING -> attemptFailed(Failure.CONNECT);
      case WAITING -> {
        // How long a body may take to arrive is another limit.
        if (!waitsForReader) {
          attemptFailed(Failure.TIMEOUT);
        }
      }
      case RESPONDING -> {
        if (waitsForReader) {
          readerGone();
        } else {
          responseBroken(Failure.TIMEOUT);
        }
      }
      case STREAMING -> {
        if (waitsForReader) {
          readerGone();
        }
      }
      case FLUSHING -> readerGone();
      case ENDED -> {}
    }
  }
}
