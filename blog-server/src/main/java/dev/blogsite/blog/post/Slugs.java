package dev.blogsite.blog.post;

/** The rule for the last part of a post's address. */
public final class Slugs {
  /** The longest slug, in UTF-16 units. */
  public static final int MAX_LENGTH = 200;

  /** The longest slug as UTF-8, in bytes: as long as the name of a file may be. */
  public static final int MAX_BYTES = 255;

  private Slugs() {}

  /**
   * Returns whether {@code text} can be a slug: letters, digits, {@code -}, {@code _}, {@code .}.
   */
  public static boolean isValid(String text) {
    if (text.isEmpty()
        || text.length() > MAX_LENGTH
        || utf8Bytes(text) > MAX_BYTES
        || !Character.isLetterOrDigit(text.codePointAt(0))) {
      return false;
    }
    for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
      c = text.codePointAt(i);
      if (!allowed(c)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the slug that a file's name stands for: without {@code .md}, other signs as {@code -}.
   */
  public static String ofFile(String name) {
    String stem = name.endsWith(".md") ? name.substring(0, name.length() - 3) : name;
    StringBuilder slug = new StringBuilder(stem.length());
    for (int i = 0, c; i < stem.length(); i += Character.charCount(c)) {
      c = stem.codePointAt(i);
      slug.appendCodePoint(allowed(c) ? c : '-');
    }
    return slug.toString();
  }

  private static int utf8Bytes(String text) {
    int bytes = 0;
    for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
      c = text.codePointAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }
    return bytes;
  }

  private static boolean allowed(int c) {
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || c == '-'
        || c == '_'
        || c == '.'
        // Combining marks are part of many scripts' letters.
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }
}
