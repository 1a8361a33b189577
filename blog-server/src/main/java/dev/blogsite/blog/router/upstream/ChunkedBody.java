package dev.blogsite.blog.router.upstream;

import java.nio.ByteBuffer;

/**
 * Takes the chunks out of a chunked body, strictly. For one thread. Source: RFC 9112, section 7.1.
 */
public final class ChunkedBody {
  private static final int MAX_SIZE_DIGITS = 15;

  /** The most of one chunk's extensions, and of all trailers. */
  private static final int MAX_SKIPPED_BYTES = 4096;

  private State state = State.SIZE;
  private long left;
  private int digits;
  private int skipped;

  private enum State {
    SIZE,
    EXTENSION,
    SIZE_LF,
    DATA,
    DATA_CR,
    DATA_LF,
    TRAILER_START,
    TRAILER,
    TRAILER_LF,
    LAST_LF,
    DONE
  }

  /**
   * Moves to the next piece of data in a buffer.
   *
   * @return how many bytes of data stand at the buffer's position, which the caller consumes; 0
   *     when the buffer holds no more
   * @throws MalformedResponseException when it is not a chunked body
   */
  public int next(ByteBuffer buffer) throws MalformedResponseException {
    while (state != State.DONE && buffer.hasRemaining()) {
      if (state == State.DATA) {
        int piece = (int) Math.min(left, buffer.remaining());
        left -= piece;
        if (left == 0) {
          state = State.DATA_CR;
        }
        return piece;
      }
      step(buffer.get());
    }
    return 0;
  }

  /** Whether the last chunk and its trailers have been read. */
  public boolean isDone() {
    return state == State.DONE;
  }

  private void step(byte b) throws MalformedResponseException {
    state =
        switch (state) {
          case SIZE -> size(b);
          case EXTENSION -> b == '\r' ? State.SIZE_LF : skip(b, State.EXTENSION);
          case SIZE_LF -> afterSize(b);
          case DATA_CR -> expect(b, '\r', State.DATA_LF);
          case DATA_LF -> expect(b, '\n', State.SIZE);
          case TRAILER_START -> b == '\r' ? State.LAST_LF : skip(b, State.TRAILER);
          case TRAILER -> b == '\r' ? State.TRAILER_LF : skip(b, State.TRAILER);
          case TRAILER_LF -> expect(b, '\n', State.TRAILER_START);
          case LAST_LF -> expect(b, '\n', State.DONE);
          case DATA, DONE -> throw new IllegalStateException("no framing byte in " + state);
        };
  }

  private State size(byte b) throws MalformedResponseException {
    int digit = Character.digit(b, 16);
    if (digit >= 0 && digits < MAX_SIZE_DIGITS) {
      left = (left << 4) | digit;
      digits++;
      return State.SIZE;
    }
    if (digits == 0 || digit >= 0) {
      throw new MalformedResponseException("a chunk without a size");
    }
    return switch (b) {
      case '\r' -> State.SIZE_LF;
      case ';', ' ', '\t' -> State.EXTENSION;
      default -> throw new MalformedResponseException("a chunk size that is no hex number");
    };
  }

  private State afterSize(byte b) throws MalformedResponseException {
    State next = expect(b, '\n', left == 0 ? State.TRAILER_START : State.DATA);
    digits = 0;
    skipped = 0;
    return next;
  }

  private State skip(byte b, State next) throws MalformedResponseException {
    if (b == '\n' || ++skipped > MAX_SKIPPED_BYTES) {
      throw new MalformedResponseException(
          "a bare line feed or too much in extensions or trailers");
    }
    return next;
  }

  private static State expect(byte b, char wanted, State next) throws MalformedResponseException {
    if (b != wanted) {
      throw new MalformedResponseException("a chunk that does not end where its size says");
    }
    return next;
  }
}
