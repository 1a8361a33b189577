package dev.blogsite.blog.router.proxy;

import dev.blogsite.blog.router.upstream.Connection;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

/** An upgraded connection: bytes go both ways until either side ends. For one I/O thread. */
final class Tunnel {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final StreamConnection reader;
  private final StreamConnection backend;
  private final Runnable closed;
  private int open = 2;

  private Tunnel(StreamConnection reader, StreamConnection backend, Runnable closed) {
    this.reader = reader;
    this.backend = backend;
    this.closed = closed;
  }

  /**
   * Answers the upgrade and passes bytes from then on.
   *
   * @param first what the backend sent along with its answer
   * @param closed called once when the tunnel is gone
   */
  static void open(
      HttpServerExchange exchange, Connection connection, ByteBuffer first, Runnable closed) {
    AtomicBoolean told = new AtomicBoolean();
    Runnable once =
        () -> {
          if (told.compareAndSet(false, true)) {
            closed.run();
          }
        };
    ByteBuffer early = ByteBuffer.allocate(first.remaining()).put(first).flip();
    StreamConnection backend = connection.channel();
    backend.getSourceChannel().suspendReads();
    exchange.upgradeChannel((reader, _) -> new Tunnel(reader, backend, once).start(early));
    exchange.getResponseHeaders().put(Headers.UPGRADE, "websocket");
    exchange.addExchangeCompleteListener(
        (done, proceed) -> {
          // Without this a reader who goes before the upgrade would leave the backend's side open.
          if (!done.getConnection().isOpen()) {
            IoUtils.safeClose(backend);
            once.run();
          }
          proceed.proceed();
        });
    exchange.endExchange();
  }

  private void start(ByteBuffer early) {
    reader.getCloseSetter().set(_ -> end());
    backend.getCloseSetter().set(_ -> end());
    new Pump(backend.getSourceChannel(), reader.getSinkChannel(), early).start();
    new Pump(reader.getSourceChannel(), backend.getSinkChannel(), ByteBuffer.allocate(0)).start();
  }

  private void end() {
    open = 0;
    closed.run();
    IoUtils.safeClose(reader, backend);
  }

  private void directionEnded() {
    if (--open == 0) {
      end();
    }
  }

  /** One direction. */
  private final class Pump {
    private final ConduitStreamSourceChannel in;
    private final ConduitStreamSinkChannel out;
    private @Nullable ByteBuffer buffer;
    private boolean finished;
    private boolean done;

    Pump(ConduitStreamSourceChannel in, ConduitStreamSinkChannel out, ByteBuffer first) {
      this.in = in;
      this.out = out;
      this.buffer = first.hasRemaining() ? first : null;
    }

    void start() {
      in.setReadListener((ChannelListener<ConduitStreamSourceChannel>) _ -> move());
      out.setWriteListener((ChannelListener<ConduitStreamSinkChannel>) _ -> move());
      in.resumeReads();
      move();
    }

    private void move() {
      if (done || open == 0) {
        return;
      }
      try {
        while (!finished && drained()) {
          ByteBuffer next = ByteBuffer.allocate(BUFFER_BYTES);
          int read = in.read(next);
          if (read == 0) {
            return;
          }
          if (read < 0) {
            finished = true;
            in.suspendReads();
            out.shutdownWrites();
          } else {
            buffer = next.flip();
          }
        }
        if (finished && out.flush()) {
          out.suspendWrites();
          done = true;
          directionEnded();
        } else if (finished) {
          out.resumeWrites();
        }
      } catch (IOException e) {
        end();
      }
    }

    private boolean drained() throws IOException {
      ByteBuffer waiting = buffer;
      while (waiting != null && waiting.hasRemaining()) {
        if (out.write(waiting) == 0) {
          in.suspendReads();
          out.resumeWrites();
          return false;
        }
      }
      if (waiting != null) {
        buffer = null;
        out.suspendWrites();
        in.resumeReads();
      }
      return true;
    }
  }
}
