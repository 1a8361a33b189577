package dev.blogsite.blog.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Names requests. Thread-safe. */
public final class RequestIds {
  private static final int MAX_LENGTH = 128;

  private RequestIds() {}

  /** Returns the caller's id when it is fit for a header and a log line, else a new one. */
  public static String take(@Nullable String given) {
    return given != null && isSane(given) ? given : create();
  }

  private static String create() {
    // Ids only have to differ: no need of a secure generator's price.
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  private static boolean isSane(String id) {
    int length = id.length();
    if (length == 0 || length > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = id.charAt(i);
      boolean sane =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_'
              || c == '.';
      if (!sane) {
        return false;
      }
    }
    return true;
  }
}
