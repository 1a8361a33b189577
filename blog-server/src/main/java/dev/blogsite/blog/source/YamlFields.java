package dev.blogsite.blog.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A flat YAML mapping whose values are texts or lists of texts, each with its line. */
final class YamlFields {
  private final Map<String, YamlValue> values;
  private final int lineOffset;

  private YamlFields(Map<String, YamlValue> values, int lineOffset) {
    this.values = values;
    this.lineOffset = lineOffset;
  }

  /**
   * Reads {@code yaml}, which stands {@code lineOffset} lines below its file's start, and refuses
   * any key that is not among {@code known}.
   */
  static YamlFields parse(String yaml, int lineOffset, Set<String> known)
      throws InvalidFileException {
    Optional<Map<String, YamlValue>> simple = SimpleYaml.parse(yaml, lineOffset);
    Map<String, YamlValue> values =
        simple.isPresent() ? simple.get() : WholeYaml.parse(yaml, lineOffset);
    for (Map.Entry<String, YamlValue> entry : values.entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw new InvalidFileException(
            entry.getValue().line(),
            "the key %s is not known; known are %s"
                .formatted(quoted(entry.getKey()), String.join(", ", known)));
      }
    }
    return new YamlFields(values, lineOffset);
  }

  /** Returns the text of a key, empty when the key is missing or has no value. */
  Optional<String> text(String key) throws InvalidFileException {
    return switch (values.get(key)) {
      case null -> Optional.empty();
      case YamlValue.Text(_, String text) -> Optional.of(text.strip()).filter(t -> !t.isEmpty());
      case YamlValue.Texts(int line, _) -> throw notOneText(line, key);
      case YamlValue.Other(int line) -> throw notOneText(line, key);
    };
  }

  /** Returns the texts of a key: a list's, or the one that stands there alone. */
  List<String> texts(String key) throws InvalidFileException {
    return switch (values.get(key)) {
      case null -> List.of();
      case YamlValue.Text _ -> text(key).map(List::of).orElse(List.of());
      case YamlValue.Texts(_, List<String> texts) -> texts;
      case YamlValue.Other(int line) ->
          throw new InvalidFileException(
              line, key + " must be a list of texts; write " + key + ": [one, two]");
    };
  }

  /** Returns whether a key is {@code true}; a missing one is not. */
  boolean flag(String key) throws InvalidFileException {
    Optional<String> value = text(key);
    return switch (value.orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new InvalidFileException(
              line(key), key + " is " + quoted(value.orElse("")) + "; must be true or false");
    };
  }

  /** Returns the line of a key's value; the first line when it is missing. */
  int line(String key) {
    YamlValue value = values.get(key);
    return value == null ? Math.max(1, lineOffset) : value.line();
  }

  /** Returns {@code value} in quotes, cut to a length that fits an error. */
  static String quoted(String value) {
    return '"' + (value.length() > 80 ? value.substring(0, 80) + "…" : value) + '"';
  }

  private static InvalidFileException notOneText(int line, String key) {
    return new InvalidFileException(line, key + " must be one text; write " + key + ": \"…\"");
  }
}
