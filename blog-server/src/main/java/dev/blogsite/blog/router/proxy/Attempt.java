package dev.blogsite.blog.router.proxy;

import dev.blogsite.blog.router.count.Failure;
import dev.blogsite.blog.router.upstream.Backend;
import dev.blogsite.blog.router.upstream.Connection;
import dev.blogsite.blog.router.upstream.Connector;
import dev.blogsite.blog.router.upstream.MalformedResponseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.channels.StreamSourceChannel;

/**
 * One try of a request at one backend: a connection, the request on it, and the head of the answer.
 * It tells the {@link Forwarding} how it went, and decides nothing. For one I/O thread.
 */
final class Attempt implements Connector.Waiter {
  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

  private final Forwarding forwarding;
  private final Ticket ticket;
  private final Backend backend;
  private final HeadReader headReader = new HeadReader();
  private Connector.@Nullable Attempt connecting;
  private @Nullable Connection connection;
  private @Nullable RequestBody body;
  private boolean sent;
  private boolean headArrived;
  private boolean over;

  Attempt(Forwarding forwarding, Ticket ticket, Backend backend) {
    this.forwarding = forwarding;
    this.ticket = ticket;
    this.backend = backend;
  }

  /** Begins, on a kept connection where it may and there is one. */
  void start(boolean mayReuse) {
    backend.begin();
    Connector connector = forwarding.loop.connector;
    Connection idle = mayReuse ? connector.idle(backend, this) : null;
    if (idle != null) {
      connected(idle);
    } else {
      forwarding.connecting();
      connecting = connector.open(backend, this);
    }
  }

  @Override
  public void refused(Connector.Attempt attempt, IOException why) {
    connecting = null;
    forwarding.attemptFailed(this, Failure.CONNECT);
  }

  @Override
  public void connected(Connection made) {
    connecting = null;
    connection = made;
    forwarding.connected();
    IoLoop loop = forwarding.loop;
    ByteBuffer head = loop.headBuffer;
    try {
      int length =
          RequestHead.write(
              forwarding.exchange,
              ticket.body(),
              ticket.webSocket(),
              ticket.requestId(),
              loop.scratch);
      head.clear().put(loop.scratch, 0, length).flip();
    } catch (RequestHead.RefusedException e) {
      release(true);
      forwarding.answer(400, String.valueOf(e.getMessage()));
      return;
    }
    HeadWriter.send(made.sink(), head, this);
  }

  /** The request's head could not be sent. */
  void headNotSent() {
    forwarding.attemptFailed(this, Failure.RESET);
  }

  /** The request's head is on its way as a whole. */
  void headSent() {
    Connection used = connection;
    if (ticket.hasBody() && used != null) {
      RequestBody passing = new RequestBody(forwarding, this, used, ticket.body());
      body = passing;
      passing.start();
    } else {
      sent = true;
    }
  }

  /** The request's body is on its way as a whole. */
  void bodySent() {
    sent = true;
    forwarding.progress();
  }

  /** Whether the backend has got all of the request. */
  boolean isSent() {
    return sent;
  }

  /** Whether a body is under way, and more of it is to come. */
  boolean isUploading() {
    return body != null && body.isUnderWay();
  }

  /** Whether it is the reader who keeps the rest of a body waiting. */
  boolean waitsForReader() {
    return body != null && body.waitsForReader();
  }

  /** Where the request's body was read from so far; null when it was not. */
  @Nullable StreamSourceChannel upload() {
    return body == null ? null : body.channel();
  }

  @Override
  public void readable(Connection from) {
    if (from != connection) {
      return;
    }
    if (headArrived) {
      forwarding.bodyReadable(from);
    } else {
      readHead(from);
    }
  }

  private void readHead(Connection from) {
    try {
      ByteBuffer rest = headReader.read(from, forwarding.loop);
      if (rest != null) {
        headArrived = true;
        forwarding.headArrived(this, from, rest);
      }
    } catch (MalformedResponseException e) {
      LOG.warn("{} answered {}", backend, e.getMessage());
      forwarding.attemptFailed(this, Failure.MALFORMED);
    } catch (IOException e) {
      forwarding.attemptFailed(this, headReader.hasBegun() ? Failure.TRUNCATED : Failure.RESET);
    }
  }

  /** Where it was tried. */
  Backend backend() {
    return backend;
  }

  /** Whether a kept connection may have been closed unseen, which says nothing of the backend. */
  boolean isStale(Failure failure) {
    return failure == Failure.RESET && connection != null && connection.isReused();
  }

  /** The backend's answer counts for or against it. */
  void answered(int status) {
    if (over) {
      return;
    }
    if (status < 500) {
      backend.succeeded();
    } else if (ticket.lane().backends().answeredBadly(backend)) {
      leftAlone();
    }
  }

  /** That it came to nothing counts against the backend. */
  void failed() {
    if (!over && backend.failed()) {
      leftAlone();
    }
  }

  private void leftAlone() {
    LOG.warn("{} of {} is left alone for a while", backend, ticket.lane().track().label());
  }

  /** Ends, and keeps the connection for others where it is reusable; again, it does nothing. */
  void release(boolean reusable) {
    if (connecting != null) {
      connecting.cancel();
      connecting = null;
    }
    if (body != null) {
      body.stop();
    }
    Connection used = connection;
    connection = null;
    if (used != null && reusable) {
      used.release();
    } else if (used != null) {
      used.close();
    }
    if (!over) {
      over = true;
      backend.end();
    }
  }

  /** Ends here and leaves the connection to another; returns what to run when that one ends. */
  Runnable handOver() {
    connection = null;
    over = true;
    return backend::end;
  }
}
