package dev.blogsite.blog.router.proxy;

import dev.blogsite.blog.router.count.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.conduits.ConduitStreamSinkChannel;

/** Sends the head of one request to a backend, however little of it that takes at once. */
final class HeadWriter {
  private HeadWriter() {}

  /** Sends it, then tells the request that it is sent, or that the attempt has failed. */
  static void send(ConduitStreamSinkChannel sink, ByteBuffer head, Forwarding forwarding) {
    try {
      while (head.hasRemaining()) {
        if (sink.write(head) == 0) {
          ByteBuffer rest = ByteBuffer.allocate(head.remaining()).put(head).flip();
          sink.setWriteListener(
              ready -> {
                ready.suspendWrites();
                send(ready, rest, forwarding);
              });
          sink.resumeWrites();
          return;
        }
      }
    } catch (IOException e) {
      forwarding.attemptFailed(Failure.RESET);
      return;
    }
    forwarding.headSent();
  }
}
