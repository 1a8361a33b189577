package dev.blogsite.blog.router.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.conduits.ConduitStreamSinkChannel;

/** Sends the head of one request to a backend, however little of it that takes at once. */
final class HeadWriter {
  private HeadWriter() {}

  /** Sends it, then tells the attempt whether it is sent. */
  static void send(ConduitStreamSinkChannel sink, ByteBuffer head, Attempt attempt) {
    try {
      while (head.hasRemaining()) {
        if (sink.write(head) == 0) {
          ByteBuffer rest = ByteBuffer.allocate(head.remaining()).put(head).flip();
          sink.setWriteListener(
              ready -> {
                ready.suspendWrites();
                send(ready, rest, attempt);
              });
          sink.resumeWrites();
          return;
        }
      }
    } catch (IOException e) {
      attempt.headNotSent();
      return;
    }
    attempt.headSent();
  }
}
