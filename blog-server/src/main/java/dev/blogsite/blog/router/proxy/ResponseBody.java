package dev.blogsite.blog.router.proxy;

import dev.blogsite.blog.router.count.Failure;
import dev.blogsite.blog.router.upstream.ChunkedBody;
import dev.blogsite.blog.router.upstream.Connection;
import dev.blogsite.blog.router.upstream.MalformedResponseException;
import dev.blogsite.blog.router.upstream.ResponseHead.Framing;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.channels.StreamSinkChannel;

/**
 * Passes an answer's body to the reader as it comes, and stops reading from the backend while the
 * reader does not keep up. For one I/O thread.
 */
final class ResponseBody implements ChannelListener<StreamSinkChannel> {
  private final Forwarding forwarding;
  private final Framing framing;
  private final boolean keepAlive;
  private final @Nullable ChunkedBody chunks;
  private long left;
  private @Nullable StreamSinkChannel out;
  private @Nullable Connection connection;
  private @Nullable ByteBuffer pending;
  private boolean complete;

  ResponseBody(Forwarding forwarding, Framing framing, boolean keepAlive) {
    this.forwarding = forwarding;
    this.framing = framing;
    this.keepAlive = keepAlive;
    left = framing instanceof Framing.Length(long bytes) ? bytes : 0;
    chunks = framing instanceof Framing.Chunked ? new ChunkedBody() : null;
  }

  /** Starts with what came along with the head. */
  void start(Connection from, ByteBuffer rest) {
    if (framing instanceof Framing.Length(long bytes) && bytes == 0) {
      forwarding.responseComplete(keepAlive && !rest.hasRemaining());
      finishEmpty();
      return;
    }
    connection = from;
    StreamSinkChannel sink = forwarding.exchange.getResponseChannel();
    out = sink;
    sink.getWriteSetter().set(this);
    accept(rest, sink);
  }

  private void finishEmpty() {
    HttpServerExchange exchange = forwarding.exchange;
    boolean hasNoLength =
        exchange.getRequestMethod().equals(Methods.HEAD)
            && !exchange.getResponseHeaders().contains(Headers.CONTENT_LENGTH);
    if (exchange.isRequestComplete() && !hasNoLength) {
      exchange.endExchange();
      forwarding.flushed();
    } else {
      // The short way would first wait for the rest of the request, and state a length of 0.
      finish(exchange.getResponseChannel());
    }
  }

  /** Whether it is the reader who keeps the rest waiting. */
  boolean waitsForReader() {
    return pending != null;
  }

  /** The backend has sent more, or has ended. */
  void readable(Connection from) {
    StreamSinkChannel sink = out;
    if (sink == null || pending != null) {
      return;
    }
    ByteBuffer buffer = forwarding.loop.readBuffer.clear();
    int read;
    try {
      read = from.source().read(buffer);
    } catch (IOException e) {
      forwarding.responseBroken(Failure.TRUNCATED);
      return;
    }
    if (read > 0) {
      forwarding.progress();
      accept(buffer.flip(), sink);
    } else if (read < 0) {
      ended(sink);
    }
  }

  private void ended(StreamSinkChannel sink) {
    if (framing instanceof Framing.UntilClose) {
      complete = true;
      forwarding.responseComplete(false);
      finish(sink);
    } else {
      forwarding.responseBroken(Failure.TRUNCATED);
    }
  }

  private void accept(ByteBuffer data, StreamSinkChannel sink) {
    try {
      take(data, sink);
      if (!complete && pending == null && !sink.flush()) {
        pending = ByteBuffer.allocate(0);
      }
    } catch (MalformedResponseException e) {
      forwarding.responseBroken(Failure.MALFORMED);
      return;
    } catch (IOException e) {
      forwarding.readerGone();
      return;
    }
    if (complete) {
      forwarding.responseComplete(keepAlive && !data.hasRemaining());
    }
    if (pending != null) {
      if (!complete && connection != null) {
        connection.source().suspendReads();
      }
      sink.resumeWrites();
    } else if (complete) {
      finish(sink);
    }
  }

  private void take(ByteBuffer data, StreamSinkChannel sink) throws IOException {
    switch (framing) {
      case Framing.Length _ -> {
        int piece = (int) Math.min(left, data.remaining());
        left -= piece;
        write(data, piece, sink);
        complete = left == 0;
      }
      case Framing.Chunked _ -> takeChunks(data, sink);
      case Framing.UntilClose _ -> write(data, data.remaining(), sink);
    }
  }

  private void takeChunks(ByteBuffer data, StreamSinkChannel sink) throws IOException {
    ChunkedBody body = chunks;
    int piece;
    while (body != null && (piece = body.next(data)) > 0) {
      write(data, piece, sink);
    }
    complete = body != null && body.isDone();
  }

  private void write(ByteBuffer data, int piece, StreamSinkChannel sink) throws IOException {
    int limit = data.limit();
    data.limit(data.position() + piece);
    while (pending == null && data.hasRemaining()) {
      if (sink.write(data) == 0) {
        break;
      }
    }
    if (data.hasRemaining()) {
      ByteBuffer before = pending;
      int kept = before == null ? 0 : before.remaining();
      ByteBuffer joined = ByteBuffer.allocate(kept + data.remaining());
      if (before != null) {
        joined.put(before);
      }
      pending = joined.put(data).flip();
    }
    data.limit(limit);
  }

  /** The reader can take more. */
  @Override
  public void handleEvent(StreamSinkChannel sink) {
    ByteBuffer waiting = pending;
    try {
      while (waiting != null && waiting.hasRemaining()) {
        if (sink.write(waiting) == 0) {
          return;
        }
        forwarding.progress();
      }
      if (!complete && !sink.flush()) {
        return;
      }
    } catch (IOException e) {
      forwarding.readerGone();
      return;
    }
    pending = null;
    if (complete) {
      finish(sink);
      return;
    }
    sink.suspendWrites();
    if (connection != null) {
      connection.source().resumeReads();
    }
  }

  private void finish(StreamSinkChannel sink) {
    try {
      sink.shutdownWrites();
      if (sink.flush()) {
        forwarding.flushed();
      } else {
        sink.getWriteSetter().set((ChannelListener<StreamSinkChannel>) this::flushRest);
        sink.resumeWrites();
      }
    } catch (IOException e) {
      forwarding.readerGone();
    }
  }

  private void flushRest(StreamSinkChannel sink) {
    try {
      if (sink.flush()) {
        sink.suspendWrites();
        forwarding.flushed();
      }
    } catch (IOException e) {
      forwarding.readerGone();
    }
  }
}
