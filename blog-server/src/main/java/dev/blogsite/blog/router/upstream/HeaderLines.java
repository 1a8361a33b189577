package dev.blogsite.blog.router.upstream;

import dev.blogsite.blog.router.upstream.HeaderLine.Use;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns header lines into {@link HeaderLine}s, remembering recent ones: the answers of one site are
 * nearly all alike, and a remembered line costs no allocation. For one thread.
 */
final class HeaderLines {
  private static final int SLOTS = 256;
  private static final int MAX_REMEMBERED_BYTES = 512;

  private static final Map<HttpString, Use> USES =
      Map.ofEntries(
          Map.entry(RouterHeaders.X_REQUEST_ID, Use.REQUEST_ID),
          Map.entry(Headers.CONTENT_TYPE, Use.CONTENT_TYPE),
          Map.entry(Headers.CONTENT_LENGTH, Use.CONTENT_LENGTH),
          Map.entry(Headers.TRANSFER_ENCODING, Use.TRANSFER_ENCODING),
          Map.entry(Headers.CONNECTION, Use.CONNECTION),
          Map.entry(new HttpString("Keep-Alive"), Use.DROP),
          Map.entry(new HttpString("Proxy-Connection"), Use.DROP),
          Map.entry(Headers.PROXY_AUTHENTICATE, Use.DROP),
          Map.entry(Headers.TE, Use.DROP),
          Map.entry(Headers.TRAILER, Use.DROP),
          Map.entry(Headers.UPGRADE, Use.DROP),
          Map.entry(RouterHeaders.X_BLOGSITE_TRACK, Use.DROP));

  private final byte[] @Nullable [] keys = new byte[SLOTS][];
  private final @Nullable HeaderLine[] lines = new HeaderLine[SLOTS];

  /**
   * The header on a line without its end.
   *
   * @throws MalformedResponseException when the line is no header
   */
  HeaderLine line(byte[] bytes, int start, int end) throws MalformedResponseException {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = (hash ^ (hash >>> 8) ^ (hash >>> 16)) & (SLOTS - 1);
    byte[] key = keys[slot];
    HeaderLine known = lines[slot];
    if (key != null && known != null && Arrays.equals(key, 0, key.length, bytes, start, end)) {
      return known;
    }
    HeaderLine line = parse(bytes, start, end);
    if (end - start <= MAX_REMEMBERED_BYTES) {
      keys[slot] = Arrays.copyOfRange(bytes, start, end);
      lines[slot] = line;
    }
    return line;
  }

  private static HeaderLine parse(byte[] bytes, int start, int end)
      throws MalformedResponseException {
    int colon = start;
    while (colon < end && Tokens.isTokenByte(bytes[colon])) {
      colon++;
    }
    if (colon == start || colon == end || bytes[colon] != ':') {
      throw new MalformedResponseException("a header line without a name and a colon");
    }
    int from = colon + 1;
    int to = end;
    while (from < to && (bytes[from] == ' ' || bytes[from] == '\t')) {
      from++;
    }
    while (to > from && (bytes[to - 1] == ' ' || bytes[to - 1] == '\t')) {
      to--;
    }
    if (!Tokens.isValue(bytes, from, to)) {
      throw new MalformedResponseException("a header with a control character");
    }
    HttpString name = new HttpString(Arrays.copyOfRange(bytes, start, colon));
    String value = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    return new HeaderLine(name, value, USES.getOrDefault(name, Use.PASS));
  }
}
