package dev.blogsite.blog.http;

import io.undertow.util.HeaderValues;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code Accept-Encoding} (RFC 9110, section 12.5.3) without a copy of any part: it is read
 * for each page that is sent.
 */
final class AcceptEncoding {
  private AcceptEncoding() {}

  /** Returns whether one of the header's lines names gzip with a weight above 0. */
  static boolean takesGzip(@Nullable HeaderValues lines) {
    for (int i = 0; lines != null && i < lines.size(); i++) {
      if (takesGzip(lines.get(i))) {
        return true;
      }
    }
    return false;
  }

  static boolean takesGzip(String line) {
    for (int from = 0; from < line.length(); ) {
      int comma = line.indexOf(',', from);
      int end = comma < 0 ? line.length() : comma;
      if (isGzip(line, from, end)) {
        return true;
      }
      from = end + 1;
    }
    return false;
  }

  private static boolean isGzip(String line, int from, int end) {
    int start = afterSpace(line, from, end);
    int named = start;
    while (named < end && line.charAt(named) != ';' && !isSpace(line.charAt(named))) {
      named++;
    }
    if (!is(line, start, named, "gzip") && !is(line, start, named, "x-gzip")) {
      return false;
    }
    int at = afterSpace(line, named, end);
    return at == end || (line.charAt(at) == ';' && isPositive(line, at + 1, end));
  }

  /** Returns whether {@code q=} stands there and a number above 0. */
  private static boolean isPositive(String line, int from, int end) {
    int start = afterSpace(line, from, end);
    if (start + 2 >= end || !line.regionMatches(true, start, "q=", 0, 2)) {
      return false;
    }
    boolean positive = false;
    for (int i = start + 2; i < end; i++) {
      char c = line.charAt(i);
      positive |= c >= '1' && c <= '9';
      if (c != '.' && (c < '0' || c > '9')) {
        return positive && afterSpace(line, i, end) == end;
      }
    }
    return positive;
  }

  private static boolean is(String line, int from, int to, String coding) {
    return to - from == coding.length() && line.regionMatches(true, from, coding, 0, to - from);
  }

  private static int afterSpace(String line, int from, int end) {
    int at = from;
    while (at < end && isSpace(line.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
