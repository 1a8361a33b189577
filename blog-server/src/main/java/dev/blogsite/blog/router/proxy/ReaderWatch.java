package dev.blogsite.blog.router.proxy;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Notices that the reader of a stream of events has gone. Such a stream may say nothing for hours,
 * and only writing to the reader would tell. For one I/O thread.
 */
final class ReaderWatch {
  private static final int BUFFER_BYTES = 512;

  private ReaderWatch() {}

  /** Watches until the exchange is over, whose connection then ends too. */
  static void start(HttpServerExchange exchange, Runnable gone) {
    if (!exchange.isRequestComplete()
        || !(exchange.getConnection() instanceof AbstractServerConnection connection)) {
      return;
    }
    // What the reader sends from now on is dropped, so no request may come after this one.
    exchange.setPersistent(false);
    ConduitStreamSourceChannel source = connection.getChannel().getSourceChannel();
    source.setReadListener(in -> look(in, gone));
    source.resumeReads();
  }

  private static void look(ConduitStreamSourceChannel source, Runnable gone) {
    ByteBuffer dropped = ByteBuffer.allocate(BUFFER_BYTES);
    int read;
    try {
      do {
        read = source.read(dropped.clear());
      } while (read > 0);
    } catch (IOException e) {
      read = -1;
    }
    if (read < 0) {
      source.suspendReads();
      gone.run();
    }
  }
}
