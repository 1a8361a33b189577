package dev.blogsite.operator.manifest;

import java.util.Optional;

/** The file {@code config.yaml} of a set: a blog's hot keys. The same keys give the same text. */
public final class ConfigYaml {
  private ConfigYaml() {}

  /**
   * The file's text.
   *
   * @param logLevel one of {@code error}, {@code warn}, {@code info}, {@code debug}
   * @param host the first of the site's hosts, if it has any
   */
  public static String of(
      String title, String description, String language, String logLevel, Optional<String> host) {
    var text = new StringBuilder();
    host.ifPresent(h -> line(text, "baseUrl", "https://" + h));
    line(text, "description", description);
    line(text, "language", language);
    line(text, "logLevel", logLevel);
    line(text, "title", title);
    return text.toString();
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(key).append(": \"");
    value.chars().forEach(c -> quote(text, (char) c));
    text.append("\"\n");
  }

  private static void quote(StringBuilder text, char c) {
    if (c == '"' || c == '\\') {
      text.append('\\').append(c);
    } else if (printable(c)) {
      text.append(c);
    } else {
      text.append(String.format("\\u%04x", (int) c));
    }
  }

  /** Whether YAML takes the character in a quoted text on one line as it is. */
  private static boolean printable(char c) {
    return (c >= ' ' && c < 0x7f) || (c > 0xa0 && c != 0x2028 && c != 0x2029 && c < 0xfeff);
  }
}
