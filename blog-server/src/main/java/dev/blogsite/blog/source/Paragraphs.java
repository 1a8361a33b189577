package dev.blogsite.blog.source;

/**
 * The rule for a run of lines without an empty one between them. The Markdown parser's time grows
 * with the square of such a run: 64 Ki of links and emphasis took ten times as long as 16 Ki.
 */
final class Paragraphs {
  private static final int MAX_LENGTH = 32 * 1024;

  private Paragraphs() {}

  /** Refuses a text with a run that is too long; {@code line} is that of its first line. */
  static void check(String markdown, int line) throws InvalidFileException {
    int run = 0;
    int runLine = line;
    int now = line;
    int next;
    for (int at = 0; at < markdown.length(); at = next) {
      int newline = markdown.indexOf('\n', at);
      next = newline < 0 ? markdown.length() : newline + 1;
      if (isBlank(markdown, at, next)) {
        run = 0;
        runLine = now + 1;
      } else {
        run += next - at;
      }
      if (run > MAX_LENGTH) {
        throw new InvalidFileException(
            runLine,
            "a paragraph of more than %d characters begins here; part it by an empty line"
                .formatted(MAX_LENGTH));
      }
      now++;
    }
  }

  private static boolean isBlank(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) > ' ') {
        return false;
      }
    }
    return true;
  }
}
