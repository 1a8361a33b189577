package dev.blogsite.blog.search;

import java.lang.Character.UnicodeScript;

/** Tells the scripts whose words are not set apart by spaces. */
public final class Scripts {
  private Scripts() {}

  /** Returns whether any letter of {@code text} is of a script written without spaces. */
  public static boolean hasUnspaced(String text) {
    for (int i = 0; i < text.length(); i++) {
      // Everything below U+0E00 (Thai is the first) has spaces: most posts never leave this branch.
      if (text.charAt(i) >= 0x0E00 && isUnspaced(UnicodeScript.of(text.codePointAt(i)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUnspaced(UnicodeScript script) {
    return switch (script) {
      case HAN, HIRAGANA, KATAKANA, BOPOMOFO, HANGUL, THAI, LAO, KHMER, MYANMAR, TIBETAN -> true;
      default -> false;
    };
  }
}
