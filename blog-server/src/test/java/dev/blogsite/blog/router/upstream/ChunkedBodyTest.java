package dev.blogsite.blog.router.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ChunkedBodyTest {
  @Test
  void takesAnyNumberOfChunksWithExtensions() throws MalformedResponseException {
    String chunk = "1;" + "x".repeat(500) + "\r\na\r\n";
    assertEquals(100, bytes(chunk.repeat(100) + "0\r\n\r\n"));
  }

  @Test
  void refusesAnEndlessExtensionAndEndlessTrailers() {
    assertThrows(MalformedResponseException.class, () -> bytes("1;" + "x".repeat(5000)));
    assertThrows(MalformedResponseException.class, () -> bytes("0\r\n" + "a: b\r\n".repeat(2000)));
  }

  private static int bytes(String text) throws MalformedResponseException {
    ChunkedBody body = new ChunkedBody();
    ByteBuffer buffer = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    int bytes = 0;
    int piece;
    while ((piece = body.next(buffer)) > 0) {
      buffer.position(buffer.position() + piece);
      bytes += piece;
    }
    assertTrue(body.isDone());
    return bytes;
  }
}
