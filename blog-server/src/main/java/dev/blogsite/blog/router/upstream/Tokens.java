package dev.blogsite.blog.router.upstream;

/** Which bytes HTTP allows where. Source: RFC 9110, sections 5.5 and 5.6.2. */
public final class Tokens {
  private static final boolean[] TOKEN = new boolean[128];

  static {
    for (char c = '0'; c <= '9'; c++) {
      TOKEN[c] = true;
    }
    for (char c = 'a'; c <= 'z'; c++) {
      TOKEN[c] = true;
      TOKEN[c - 'a' + 'A'] = true;
    }
    for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
      TOKEN[c] = true;
    }
  }

  private Tokens() {}

  /** Whether a byte may stand in a header's name. */
  public static boolean isTokenByte(byte b) {
    return b >= 0 && TOKEN[b];
  }

  /** Whether bytes may stand in a header's value: no control character but the tab. */
  public static boolean isValue(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      byte b = bytes[i];
      if ((b >= 0 && b < ' ' && b != '\t') || b == 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** Whether bytes may stand in a request's target: visible ASCII only. */
  public static boolean isTarget(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] <= ' ' || bytes[i] == 0x7f) {
        return false;
      }
    }
    return end > start;
  }
}
