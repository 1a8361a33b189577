package dev.blogsite.blog.router.proxy;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * Reads and drops what a reader still sends of a request that has been answered: to close the
 * connection on unread bytes is to reset it, which can destroy the answer on its way. For one I/O
 * thread.
 */
final class RestOfRequest implements ChannelListener<StreamSourceChannel> {
  private static final int SECONDS = 5;
  private static final int BUFFER_BYTES = 16 * 1024;

  private final HttpServerExchange exchange;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

  private RestOfRequest(HttpServerExchange exchange) {
    this.exchange = exchange;
  }

  /**
   * Drops it for a few seconds, then ends the exchange.
   *
   * @param begun where the body was read from so far; null when it was not
   */
  static void drop(HttpServerExchange exchange, @Nullable StreamSourceChannel begun) {
    StreamSourceChannel in = begun == null ? exchange.getRequestChannel() : begun;
    if (exchange.isRequestComplete() || in == null) {
      exchange.endExchange();
      return;
    }
    XnioExecutor.Key timer =
        exchange
            .getIoThread()
            .executeAfter(
                () -> IoUtils.safeClose(exchange.getConnection()), SECONDS, TimeUnit.SECONDS);
    exchange.addExchangeCompleteListener(
        (_, proceed) -> {
          timer.remove();
          proceed.proceed();
        });
    RestOfRequest rest = new RestOfRequest(exchange);
    in.getReadSetter().set(rest);
    rest.handleEvent(in);
  }

  @Override
  public void handleEvent(StreamSourceChannel in) {
    try {
      int read;
      while ((read = in.read(buffer.clear())) > 0) {
        // Dropped.
      }
      if (read == 0) {
        in.resumeReads();
      } else {
        exchange.endExchange();
      }
    } catch (IOException e) {
      IoUtils.safeClose(exchange.getConnection());
    }
  }
}
