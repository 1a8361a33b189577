package dev.blogsite.blog.sqlite;

/**
 * Takes the markup out of Markdown, roughly but in one pass: what is searched, never shown as HTML.
 * Marks within a line vanish, for they may stand in the middle of a word; those that part blocks
 * become a space.
 */
final class PlainText {
  /** Deeper parentheses are no part of an address: it bounds how often a sign is looked at. */
  private static final int MAX_DEPTH = 32;

  private final String markdown;
  private final StringBuilder text;
  private boolean space = true;
  private int at;

  private PlainText(String markdown) {
    this.markdown = markdown;
    this.text = new StringBuilder(markdown.length());
  }

  static String of(String markdown) {
    return new PlainText(markdown).read();
  }

  private String read() {
    while (at < markdown.length()) {
      if (at == 0 || markdown.charAt(at - 1) == '\n') {
        skipRule();
      }
      if (at < markdown.length()) {
        take(markdown.charAt(at));
        at++;
      }
    }
    return text.toString();
  }

  /** Steps over a line that only underlines a heading, parts a table or is drawn across. */
  private void skipRule() {
    boolean drawn = false;
    int end = at;
    for (; end < markdown.length() && markdown.charAt(end) != '\n'; end++) {
      switch (markdown.charAt(end)) {
        case '-', '=' -> drawn = true;
        case '|', ':', '>', ' ', '\t', '\r' -> {}
        default -> {
          return;
        }
      }
    }
    if (drawn) {
      at = end;
    }
  }

  private void take(char c) {
    switch (c) {
      case '*', '`', '~' -> {}
      case '_' -> underscores();
      case '[', ']' -> bracket(c);
      case '\\' -> escaped();
      case '!' -> {
        if (next() != '[') {
          add(c);
        }
      }
      case '#', '<', '>', '|' -> add(' ');
      default -> add(c);
    }
  }

  private void add(char c) {
    char shown = c < ' ' ? ' ' : c;
    if (shown != ' ' || !space) {
      text.append(shown);
    }
    space = shown == ' ';
  }

  private char next() {
    return at + 1 < markdown.length() ? markdown.charAt(at + 1) : '\n';
  }

  /** Keeps a run of underscores inside a word, where it is no mark. */
  private void underscores() {
    int end = at + 1;
    while (end < markdown.length() && markdown.charAt(end) == '_') {
      end++;
    }
    if (at > 0
        && end < markdown.length()
        && Character.isLetterOrDigit(markdown.codePointBefore(at))
        && Character.isLetterOrDigit(markdown.codePointAt(end))) {
      text.append(markdown, at, end);
      space = false;
    }
    at = end - 1;
  }

  private void bracket(char c) {
    if (c == ']' && next() == '(') {
      // A link's address says nothing to a reader.
      at = endOfAddress();
    } else if ((c == ']' && next() == '[') || isInsideCode()) {
      add(' ');
    }
  }

  /** Returns whether a bracket is rather an index, as in {@code args[0]}, than a link's. */
  private boolean isInsideCode() {
    return at > 0 && isAsciiWord(markdown.charAt(at - 1)) && isAsciiWord(next());
  }

  private static boolean isAsciiWord(char c) {
    return c < 0x80 && Character.isLetterOrDigit(c);
  }

  private void escaped() {
    char next = next();
    if (next > ' ' && next < 0x7F && !Character.isLetterOrDigit(next)) {
      at++;
      add(next);
    } else {
      add(' ');
    }
  }

  /**
   * Returns where the last sign of the address stands that begins behind this place: the
   * parenthesis that closes it, else the first one, else the end of the line.
   */
  private int endOfAddress() {
    int first = -1;
    int depth = 0;
    for (int i = at + 1; i < markdown.length(); i++) {
      switch (markdown.charAt(i)) {
        case '\\' -> i++;
        case '(' -> depth++;
        case ')' -> {
          depth--;
          first = first < 0 ? i : first;
        }
        case '\n' -> {
          return first < 0 ? i - 1 : first;
        }
        default -> {}
      }
      if (depth == 0) {
        return i;
      }
      if (depth > MAX_DEPTH) {
        return first < 0 ? at : first;
      }
    }
    return first < 0 ? markdown.length() : first;
  }
}
