package dev.blogsite.blog.sqlite;

/**
 * Takes the markup out of Markdown, roughly but in one pass: what is searched, never shown as HTML.
 */
final class PlainText {
  private PlainText() {}

  static String of(String markdown) {
    StringBuilder text = new StringBuilder(markdown.length());
    boolean space = true;
    for (int i = 0; i < markdown.length(); i++) {
      char c = markdown.charAt(i);
      if (c == ']' && i + 1 < markdown.length() && markdown.charAt(i + 1) == '(') {
        // A link's address says nothing to a reader.
        int end = endOfAddress(markdown, i + 2);
        i = end;
        continue;
      }
      if (isMarkup(c) || c < ' ') {
        c = ' ';
      }
      if (c != ' ' || !space) {
        text.append(c);
      }
      space = c == ' ';
    }
    return text.toString();
  }

  private static int endOfAddress(String markdown, int from) {
    for (int i = from; i < markdown.length(); i++) {
      char c = markdown.charAt(i);
      if (c == ')' || c == '\n') {
        return i;
      }
    }
    return markdown.length();
  }

  private static boolean isMarkup(char c) {
    return switch (c) {
      case '#', '*', '_', '`', '[', ']', '>', '<', '~', '|', '\\', '!' -> true;
      default -> false;
    };
  }
}
