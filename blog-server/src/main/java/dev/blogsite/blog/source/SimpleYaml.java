package dev.blogsite.blog.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The YAML that nearly all front matter is: lines of {@code key: plain words} and {@code key: [a,
 * b]}. Whatever else stands there is left to the whole parser, whose classes and tables cost a cold
 * start of a thousand posts a quarter of a second. Both read this subset alike; a test compares
 * them.
 */
final class SimpleYaml {
  private SimpleYaml() {}

  /** Returns the values by key; empty when the text is not of the subset. */
  static Optional<Map<String, YamlValue>> parse(String yaml, int lineOffset) {
    Map<String, YamlValue> values = new LinkedHashMap<>();
    int line = lineOffset;
    int end;
    for (int at = 0; at < yaml.length(); at = end + 1) {
      int newline = yaml.indexOf('\n', at);
      end = newline < 0 ? yaml.length() : newline;
      line++;
      int colon = endOfKey(yaml, at, end);
      if (colon == at
          || colon + 2 >= end
          || yaml.charAt(colon) != ':'
          || yaml.charAt(colon + 1) != ' ') {
        return Optional.empty();
      }
      Optional<YamlValue> value = value(trimmed(yaml, colon + 2, end), line);
      if (value.isEmpty() || values.put(yaml.substring(at, colon), value.get()) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  private static int endOfKey(String yaml, int from, int end) {
    int at = from;
    while (at < end && isAsciiLetter(yaml.charAt(at))) {
      at++;
    }
    return at;
  }

  private static Optional<YamlValue> value(String text, int line) {
    if (text.startsWith("[") && text.endsWith("]")) {
      return list(text.substring(1, text.length() - 1), line);
    }
    return isPlain(text, true) ? Optional.of(new YamlValue.Text(line, text)) : Optional.empty();
  }

  private static Optional<YamlValue> list(String inner, int line) {
    List<String> texts = new ArrayList<>();
    int end;
    for (int at = 0; at <= inner.length(); at = end + 1) {
      int comma = inner.indexOf(',', at);
      end = comma < 0 ? inner.length() : comma;
      String text = trimmed(inner, at, end);
      if (!isPlain(text, false)) {
        return Optional.empty();
      }
      texts.add(text);
    }
    return Optional.of(new YamlValue.Texts(line, texts));
  }

  /** Takes off spaces only: other blanks mean something to YAML, and are left to be refused. */
  private static String trimmed(String text, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && text.charAt(start) == ' ') {
      start++;
    }
    while (end > start && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(start, end);
  }

  /** Returns whether a text begins with a letter or digit and has no sign that YAML may read. */
  private static boolean isPlain(String text, boolean mayHaveSigns) {
    if (text.isEmpty() || !Character.isLetterOrDigit(text.charAt(0))) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = Character.isLetterOrDigit(c) || c == ' ' || c == '-' || c == '_' || c == '.';
      boolean sign = "'!?()/+&%;,".indexOf(c) >= 0 || (c == ':' && isDigitAfter(text, i));
      if (!plain && !(mayHaveSigns && sign)) {
        return false;
      }
    }
    return true;
  }

  /** A colon is a sign of YAML only in front of a space: the ones within a time are not. */
  private static boolean isDigitAfter(String text, int at) {
    return at + 1 < text.length() && text.charAt(at + 1) >= '0' && text.charAt(at + 1) <= '9';
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
