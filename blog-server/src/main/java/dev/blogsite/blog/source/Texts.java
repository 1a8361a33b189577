package dev.blogsite.blog.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** Reads bytes as text, strictly. */
final class Texts {
  private static final char REPLACEMENT = '\uFFFD';

  /** Below it all text is in NFC: what is composed stands alone, and nothing combines. */
  private static final char FIRST_COMBINING = '\u0300';

  private Texts() {}

  /** Returns the text of a file that must be UTF-8 without NUL; a byte order mark is left out. */
  static String utf8(byte[] bytes) throws InvalidFileException {
    // Many times faster than a decoder, but lenient: it puts U+FFFD where something is wrong.
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      text = strictly(bytes);
    }
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      int line = 1 + (int) text.substring(0, nul).chars().filter(c -> c == '\n').count();
      throw new InvalidFileException(line, "a NUL character stands here; take it out");
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String strictly(byte[] bytes) throws InvalidFileException {
    try {
      return decoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      int at = firstBadByte(bytes);
      throw new InvalidFileException(
          lineOf(bytes, at),
          "byte %d is 0x%02x, which is not UTF-8; save the file as UTF-8"
              .formatted(at, bytes[Math.min(at, bytes.length - 1)]));
    }
  }

  /** Returns the text with one form of each letter, as addresses need it (Unicode's NFC). */
  static String nfc(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FIRST_COMBINING) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
      }
    }
    return text;
  }

  private static CharsetDecoder decoder() {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  private static int firstBadByte(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    java.nio.CharBuffer out = java.nio.CharBuffer.allocate(bytes.length);
    // The decoder stops in front of the malformed sequence.
    decoder().decode(in, out, true);
    return in.position();
  }

  private static int lineOf(byte[] bytes, int at) {
    int line = 1;
    for (int i = 0; i < at; i++) {
      if (bytes[i] == '\n') {
        line++;
      }
    }
    return line;
  }
}
