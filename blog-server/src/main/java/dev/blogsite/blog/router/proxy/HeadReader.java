package dev.blogsite.blog.router.proxy;

import dev.blogsite.blog.router.upstream.Connection;
import dev.blogsite.blog.router.upstream.MalformedResponseException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads the head of one answer, however it is cut, and skips interim ones. For one I/O thread. */
final class HeadReader {
  private static final int USUAL_HEAD_BYTES = 1024;

  private byte @Nullable [] partial;

  /** Whether any byte of an answer has come. */
  boolean hasBegun() {
    return partial != null;
  }

  /**
   * Reads what there is into the thread's buffer, and the head into the thread's head.
   *
   * @return what came after the head; null while the head is not all there
   * @throws MalformedResponseException when it is not HTTP
   * @throws IOException when the connection has ended
   */
  @Nullable ByteBuffer read(Connection from, IoLoop loop) throws IOException {
    ByteBuffer buffer = loop.readBuffer.clear();
    if (partial != null) {
      buffer.put(partial);
    }
    int read = from.source().read(buffer);
    if (read < 0) {
      throw new EOFException("the connection ended before an answer");
    }
    if (read == 0) {
      return null;
    }
    buffer.flip();
    int taken;
    do {
      taken = parse(buffer, loop);
      buffer.position(buffer.position() + taken);
    } while (taken > 0 && isInterim(loop.responseHead.status()));
    if (taken > 0) {
      return buffer;
    }
    byte[] rest = new byte[buffer.remaining()];
    buffer.get(rest);
    partial = rest;
    return null;
  }

  private static boolean isInterim(int status) {
    return status < 200 && status != 101;
  }

  private static int parse(ByteBuffer buffer, IoLoop loop) throws MalformedResponseException {
    int usual = Math.min(buffer.remaining(), USUAL_HEAD_BYTES);
    buffer.get(buffer.position(), loop.scratch, 0, usual);
    int taken = loop.responseHead.parse(loop.scratch, usual);
    if (taken > 0 || usual == buffer.remaining()) {
      return taken;
    }
    buffer.get(buffer.position(), loop.scratch, 0, buffer.remaining());
    return loop.responseHead.parse(loop.scratch, buffer.remaining());
  }
}
