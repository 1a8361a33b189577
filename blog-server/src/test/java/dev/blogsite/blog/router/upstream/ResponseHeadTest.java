package dev.blogsite.blog.router.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.blog.router.upstream.ResponseHead.Framing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponseHeadTest {
  private final ResponseHead head = new ResponseHead();

  private int parse(String text) throws MalformedResponseException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return head.parse(bytes, bytes.length);
  }

  @Test
  void readsAHeadHoweverItIsCut() throws MalformedResponseException {
    String text = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nETag: \"x\"\r\n\r\n";
    for (int cut = 0; cut < text.length(); cut++) {
      assertEquals(0, parse(text.substring(0, cut)));
    }
    assertEquals(text.length(), parse(text + "hello"));
    assertEquals(200, head.status());
    assertEquals(2, head.count());
    assertEquals("\"x\"", head.line(1).value());
    assertEquals(new Framing.Length(5), head.framing(false));
    assertEquals(new Framing.Length(0), head.framing(true));
    assertTrue(head.keepAlive());
  }

  @Test
  void knowsHowABodyIsFramed() throws MalformedResponseException {
    parse("HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\nConnection: close\r\n\r\n");
    assertInstanceOf(Framing.Chunked.class, head.framing(false));
    assertFalse(head.keepAlive());
    parse("HTTP/1.0 200 OK\r\n\r\n");
    assertInstanceOf(Framing.UntilClose.class, head.framing(false));
    assertFalse(head.keepAlive());
    parse("HTTP/1.1 304 Not Modified\r\nContent-Length: 10\r\n\r\n");
    assertEquals(new Framing.Length(0), head.framing(false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/2.0 200 OK\r\n\r\n",
        "HTTP/1.1 99 Low\r\n\r\n",
        "HTTP/1.1 600 High\r\n\r\n",
        "HTTP/1.1 2000 Long\r\n\r\n",
        "HTTP/1.1 200 OK\n\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 0x5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nNo colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\n: no name\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA: b\u0000c\r\n\r\n",
        "HTTP/1.1 200 OK\r\n A: folded\r\n\r\n"
      })
  void refusesWhatIsNotPlainHttp(String text) {
    assertThrows(MalformedResponseException.class, () -> parse(text));
  }

  @Test
  void refusesAnEndlessHead() {
    assertThrows(
        MalformedResponseException.class,
        () -> parse("HTTP/1.1 200 OK\r\nA: " + "x".repeat(ResponseHead.MAX_BYTES)));
    assertThrows(
        MalformedResponseException.class,
        () -> parse("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(200) + "\r\n"));
  }

  @Test
  void takesChunksApartHoweverTheyAreCut() throws MalformedResponseException {
    String body = "5\r\nhello\r\n1;ext=1\r\n \r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\nrest";
    for (int size = 1; size < body.length(); size++) {
      ChunkedBody chunks = new ChunkedBody();
      StringBuilder data = new StringBuilder();
      StringBuilder rest = new StringBuilder();
      for (int at = 0; at < body.length(); at += size) {
        ByteBuffer part =
            StandardCharsets.ISO_8859_1.encode(
                body.substring(at, Math.min(body.length(), at + size)));
        int piece;
        while ((piece = chunks.next(part)) > 0) {
          for (int i = 0; i < piece; i++) {
            data.append((char) part.get());
          }
        }
        rest.append(StandardCharsets.ISO_8859_1.decode(part));
      }
      assertTrue(chunks.isDone());
      assertEquals("hello 0123456789", data.toString());
      assertEquals("rest", rest.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n",
        "x\r\n",
        "5\nhello",
        "5\r\nhelloo\r\n",
        "-1\r\n",
        "FFFFFFFFFFFFFFFFF\r\n",
        "0\r\n\n",
        "5 x\nhello"
      })
  void refusesBrokenChunks(String body) {
    ByteBuffer bytes = StandardCharsets.ISO_8859_1.encode(body);
    ChunkedBody chunks = new ChunkedBody();
    assertThrows(
        MalformedResponseException.class,
        () -> {
          int piece;
          while ((piece = chunks.next(bytes)) > 0) {
            bytes.position(bytes.position() + piece);
          }
        });
  }

  @Test
  void noBytesAreMoreThanMalformed() {
    SplittableRandom random = new SplittableRandom(8);
    String good = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close, x\r\nA: b\r\n\r\n";
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = good.getBytes(StandardCharsets.ISO_8859_1);
      for (int j = random.nextInt(1, 6); j > 0; j--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        int taken = head.parse(bytes, bytes.length);
        assertTrue(taken >= 0 && taken <= bytes.length);
      } catch (MalformedResponseException e) {
        assertFalse(String.valueOf(e.getMessage()).isEmpty());
      }
    }
  }
}
