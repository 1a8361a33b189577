package dev.blogsite.blog.router.proxy;

import dev.blogsite.blog.router.proxy.RequestHead.Body;
import dev.blogsite.blog.router.upstream.Connection;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.ConduitStreamSinkChannel;

/**
 * Passes a request's body to the backend as it comes, and stops reading from the reader while the
 * backend does not keep up. For one I/O thread.
 */
final class RequestBody implements ChannelListener<StreamSourceChannel> {
  private static final int CHUNK_HEAD_BYTES = 10;
  private static final int CHUNK_TAIL_BYTES = 2;
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Forwarding forwarding;
  private final Attempt attempt;
  private final Connection connection;
  private final boolean chunked;
  private @Nullable StreamSourceChannel in;
  private @Nullable ByteBuffer pending;
  private boolean ended;
  private boolean stopped;

  RequestBody(Forwarding forwarding, Attempt attempt, Connection connection, Body body) {
    this.forwarding = forwarding;
    this.attempt = attempt;
    this.connection = connection;
    this.chunked = body instanceof Body.Chunked;
  }

  /** Starts to pass the body on; tells a reader who waits for leave to send it to go on. */
  void start() {
    HttpServerExchange exchange = forwarding.exchange;
    connection.sink().setWriteListener(this::writable);
    if (!HttpContinue.requiresContinueResponse(exchange)) {
      pump();
      return;
    }
    HttpContinue.sendContinueResponse(
        exchange,
        new IoCallback() {
          @Override
          public void onComplete(HttpServerExchange done, Sender sender) {
            pump();
          }

          @Override
          public void onException(HttpServerExchange done, Sender sender, IOException exception) {
            forwarding.readerGone();
          }
        });
  }

  /** Passes no more on: the answer has come, or the attempt has failed. */
  void stop() {
    stopped = true;
    if (in != null) {
      in.suspendReads();
    }
  }

  /** Whether more of it is still to come, and may be passed on. */
  boolean isUnderWay() {
    return !stopped && !ended;
  }

  /** Whether it is the reader who keeps the rest waiting. */
  boolean waitsForReader() {
    return isUnderWay() && pending == null;
  }

  /** Where it was read from so far; null when it was not. */
  @Nullable StreamSourceChannel channel() {
    return in;
  }

  @Override
  public void handleEvent(StreamSourceChannel source) {
    pump();
  }

  private void pump() {
    while (!stopped && pending == null && !ended) {
      StreamSourceChannel source = in;
      if (source == null) {
        source = forwarding.exchange.getRequestChannel();
        in = source;
        source.getReadSetter().set(this);
      }
      ByteBuffer buffer = forwarding.loop.readBuffer.clear();
      buffer.position(CHUNK_HEAD_BYTES).limit(buffer.capacity() - CHUNK_TAIL_BYTES);
      int read;
      try {
        read = source.read(buffer);
      } catch (IOException e) {
        forwarding.readerGone();
        return;
      }
      if (read == 0) {
        source.resumeReads();
        return;
      }
      forwarding.progress();
      if (read < 0) {
        ended = true;
        source.suspendReads();
        send(chunked ? ByteBuffer.wrap(LAST_CHUNK) : ByteBuffer.allocate(0));
      } else {
        send(framed(buffer, read));
      }
    }
  }

  private ByteBuffer framed(ByteBuffer buffer, int size) {
    int end = CHUNK_HEAD_BYTES + size;
    if (!chunked) {
      return buffer.limit(end).position(CHUNK_HEAD_BYTES);
    }
    byte[] head = (Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    int start = CHUNK_HEAD_BYTES - head.length;
    buffer.limit(end + CHUNK_TAIL_BYTES).put(start, head);
    buffer.put(end, (byte) '\r').put(end + 1, (byte) '\n');
    return buffer.position(start);
  }

  private void send(ByteBuffer data) {
    ConduitStreamSinkChannel sink = connection.sink();
    try {
      while (data.hasRemaining()) {
        if (sink.write(data) == 0) {
          pending = ByteBuffer.allocate(data.remaining()).put(data).flip();
          if (in != null) {
            in.suspendReads();
          }
          sink.resumeWrites();
          return;
        }
      }
    } catch (IOException e) {
      // The backend takes no more. It may have answered before; reading will tell.
      stop();
      return;
    }
    if (ended) {
      sink.suspendWrites();
      attempt.bodySent();
    }
  }

  private void writable(ConduitStreamSinkChannel sink) {
    ByteBuffer waiting = pending;
    sink.suspendWrites();
    if (waiting != null && !stopped) {
      pending = null;
      forwarding.progress();
      send(waiting);
      pump();
    }
  }
}
