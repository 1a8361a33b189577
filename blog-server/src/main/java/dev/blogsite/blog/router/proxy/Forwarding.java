package dev.blogsite.blog.router.proxy;

import dev.blogsite.blog.router.count.Failure;
import dev.blogsite.blog.router.upstream.Backend;
import dev.blogsite.blog.router.upstream.Connection;
import dev.blogsite.blog.router.upstream.ResponseHead.Framing;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSourceChannel;

/**
 * One reader's request on its way: to a backend, to another one when that one cannot be reached,
 * and back. Lives on the I/O thread of the reader's connection.
 */
final class Forwarding implements Runnable {
  final HttpServerExchange exchange;
  final IoLoop loop;
  final Limits limits;
  private final Ticket ticket;
  @Nullable Forwarding next;
  @Nullable Forwarding previous;

  private Phase phase = Phase.CONNECTING;
  // By IoLoop.now().
  private long deadline;
  private long attemptStarted;
  private @Nullable Attempt attempt;
  private @Nullable ResponseBody responseBody;
  private boolean retried;

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
    Attempt begun = new Attempt(this, ticket, chosen);
    attempt = begun;
    begun.start(mayReuse);
  }

  /** The attempt opens a connection: the time for that begins. */
  void connecting() {
    phase = Phase.CONNECTING;
    deadline = loop.now() + limits.connect().toNanos();
  }

  /** The attempt has its connection: the time for an answer begins. */
  void connected() {
    phase = Phase.WAITING;
    deadline = loop.now() + responseStart().toNanos();
  }

  private Duration responseStart() {
    return limits.responseStart(ticket.hasAskedOtherTrack());
  }

  /** Something moved: the time-out for the next move starts anew. */
  void progress() {
    if (phase == Phase.WAITING) {
      // Only a body moves things here: no track is slow for what a reader has not yet sent.
      attemptStarted = System.nanoTime();
    }
    deadline = loop.now() + (phase == Phase.WAITING ? responseStart() : limits.stall()).toNanos();
  }

  /** The backend has sent more of its answer's body. */
  void bodyReadable(Connection from) {
    if (responseBody != null) {
      responseBody.readable(from);
    }
  }

  /** The head of an answer is in the thread's buffers, and {@code rest} came after it. */
  void headArrived(Attempt at, Connection from, ByteBuffer rest) {
    int status = loop.responseHead.status();
    if (status == 101) {
      upgrade(at, from, rest);
      return;
    }
    if (status == 404 && ticket.mayAskOtherTrack()) {
      // A page of one track that names an asset of the other's.
      discard(at, rest);
      ticket.askOtherTrack();
      startOnLane();
      return;
    }
    ticket.started(loop.responseHead, System.nanoTime() - attemptStarted);
    if (status >= 500 && ticket.hasAskedOtherTrack()) {
      ticket.answered(status);
      discard(at, rest);
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
  private void discard(Attempt at, ByteBuffer rest) {
    boolean clean =
        loop.responseHead.keepAlive()
            && loop.responseHead.framing(ticket.isHead()) instanceof Framing.Length(long bytes)
            && bytes == rest.remaining();
    at.answered(loop.responseHead.status());
    at.release(clean);
  }

  private void upgrade(Attempt at, Connection from, ByteBuffer rest) {
    if (!ticket.webSocket()) {
      attemptFailed(at, Failure.MALFORMED);
      return;
    }
    ticket.answered(101);
    ResponseHeaders.write(exchange, loop.responseHead, ticket);
    at.answered(101);
    ended();
    Tunnel.open(exchange, from, rest, at.handOver());
  }

  /** The backend has sent all of its answer. */
  void responseComplete(boolean reusable) {
    Attempt complete = current();
    complete.answered(exchange.getStatusCode());
    if (phase != Phase.STREAMING) {
      ticket.answered(exchange.getStatusCode());
    }
    phase = Phase.FLUSHING;
    progress();
    complete.release(reusable && complete.isSent());
  }

  /** The reader has got all of the answer. */
  void flushed() {
    ended();
    if (!exchange.isRequestComplete()) {
      RestOfRequest.drop(exchange, upload());
    }
  }

  private @Nullable StreamSourceChannel upload() {
    return attempt == null ? null : attempt.upload();
  }

  /** The backend's answer broke off. */
  void responseBroken(Failure failure) {
    if (phase != Phase.STREAMING) {
      current().failed();
      ticket.failed(failure);
    }
    current().release(false);
    abandon();
  }

  /** The reader has gone; that is nobody's fault. */
  void readerGone() {
    if (phase == Phase.RESPONDING) {
      ticket.answered(exchange.getStatusCode());
    }
    current().release(false);
    abandon();
  }

  private void abandon() {
    ended();
    IoUtils.safeClose(exchange.getConnection());
  }

  /** This attempt came to nothing; perhaps another one helps. */
  void attemptFailed(Attempt failed, Failure failure) {
    boolean stale = failed.isStale(failure);
    boolean impatient = failure == Failure.TIMEOUT && ticket.hasAskedOtherTrack();
    if (!stale && !impatient) {
      failed.failed();
    }
    failed.release(false);
    boolean repeatable =
        failure == Failure.CONNECT || (failure == Failure.RESET && ticket.repeatable());
    if (!repeatable || exchange.isResponseStarted()) {
      ticket.failed(failure);
      noAnswer(failure, failure == Failure.TIMEOUT ? 504 : 502, "The site did not answer");
      return;
    }
    if (!retried) {
      retried = true;
      Backend tried = failed.backend();
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

  /** The newest attempt. Only what an attempt has led to may ask for it. */
  private Attempt current() {
    return Objects.requireNonNull(attempt);
  }

  /** Ends the request with an answer of the router's own. */
  void answer(int status, String text) {
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

  /**
   * Ends the request when its time is up.
   *
   * @param now {@link System#nanoTime}, for the limits that readers feel
   * @param loopNow {@link IoLoop#now}, for the limits of each move
   */
  void checkTime(long now, long loopNow) {
    if (phase != Phase.STREAMING && now - ticket.startedNanos() > limits.whole().toNanos()) {
      tooLong();
    } else if (attempt != null
        && attempt.isUploading()
        && now - ticket.startedNanos() > limits.requestBody().toNanos()) {
      attempt.release(false);
      ticket.answered(408);
      answer(408, "The request took too long to arrive");
    } else if (loopNow - deadline > 0) {
      timeUp();
    }
  }

  private void tooLong() {
    switch (phase) {
      case CONNECTING, WAITING -> attemptFailed(current(), Failure.TIMEOUT);
      case RESPONDING, STREAMING, FLUSHING -> readerGone();
      case ENDED -> {}
    }
  }

  private void timeUp() {
    boolean waitsForReader =
        (responseBody != null && responseBody.waitsForReader())
            || (attempt != null && attempt.waitsForReader());
    switch (phase) {
      case CONNECTING -> attemptFailed(current(), Failure.CONNECT);
      case WAITING -> {
        // How long a body may take to arrive is another limit.
        if (!waitsForReader) {
          attemptFailed(current(), Failure.TIMEOUT);
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
