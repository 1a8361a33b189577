package dev.blogsite.blog.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * A flat YAML mapping whose values are texts or lists of texts, each with its line. Only the node
 * tree is built, so no tag can make an object, and nothing is guessed: {@code title: 2026} is text.
 */
final class YamlFields {
  private static final int MAX_CODE_POINTS = 64 * 1024;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new FailsafeSchema())
          .setCodePointLimit(MAX_CODE_POINTS)
          .setMaxAliasesForCollections(0)
          .setAllowRecursiveKeys(false)
          .build();

  private final Map<String, Node> nodes;
  private final int lineOffset;

  private YamlFields(Map<String, Node> nodes, int lineOffset) {
    this.nodes = nodes;
    this.lineOffset = lineOffset;
  }

  /**
   * Reads {@code yaml}, which stands {@code lineOffset} lines below its file's start, and refuses
   * any key that is not among {@code known}.
   */
  static YamlFields parse(String yaml, int lineOffset, Set<String> known)
      throws InvalidFileException {
    Optional<Node> root;
    try {
      root = new Compose(SETTINGS).composeString(yaml);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().or(e::getContextMark).map(Mark::getLine).orElse(0);
      throw new InvalidFileException(
          lineOffset + line + 1, "this is not YAML: " + oneLine(e.getProblem()));
    } catch (YamlEngineException e) {
      throw new InvalidFileException(
          lineOffset + 1, "this is not YAML: " + oneLine(e.getMessage()));
    } catch (StackOverflowError e) {
      throw new InvalidFileException(
          lineOffset + 1, "this YAML is nested too deeply; keep it flat");
    }
    if (root.isEmpty()) {
      return new YamlFields(Map.of(), lineOffset);
    }
    if (!(root.get() instanceof MappingNode mapping)) {
      throw new InvalidFileException(
          line(root.get(), lineOffset), "lines of the form key: value must stand here");
    }
    return new YamlFields(keys(mapping, lineOffset, known), lineOffset);
  }

  private static Map<String, Node> keys(MappingNode mapping, int lineOffset, Set<String> known)
      throws InvalidFileException {
    Map<String, Node> nodes = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      int line = line(tuple.getKeyNode(), lineOffset);
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      if (!known.contains(key)) {
        throw new InvalidFileException(
            line,
            "the key %s is not known; known are %s"
                .formatted(quoted(key), String.join(", ", known)));
      }
      if (nodes.put(key, tuple.getValueNode()) != null) {
        throw new InvalidFileException(line, "the key " + quoted(key) + " stands here twice");
      }
    }
    return nodes;
  }

  /** Returns the text of a key, empty when the key is missing or has no value. */
  Optional<String> text(String key) throws InvalidFileException {
    Node node = nodes.get(key);
    if (node == null) {
      return Optional.empty();
    }
    if (!(node instanceof ScalarNode scalar)) {
      throw new InvalidFileException(
          line(key), key + " must be one text; write " + key + ": \"…\"");
    }
    String value = scalar.getValue().strip();
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  /** Returns the texts of a key: a list's, or the one that stands there alone. */
  List<String> texts(String key) throws InvalidFileException {
    Node node = nodes.get(key);
    if (!(node instanceof SequenceNode sequence)) {
      return text(key).map(List::of).orElse(List.of());
    }
    List<String> texts = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      if (!(item instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
        throw new InvalidFileException(
            line(item, lineOffset),
            key + " must be a list of texts; write " + key + ": [one, two]");
      }
      texts.add(scalar.getValue().strip());
    }
    return texts;
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
    Node node = nodes.get(key);
    return node == null ? Math.max(1, lineOffset) : line(node, lineOffset);
  }

  /** Returns {@code value} in quotes, cut to a length that fits an error. */
  static String quoted(String value) {
    return '"' + (value.length() > 80 ? value.substring(0, 80) + "…" : value) + '"';
  }

  private static int line(Node node, int lineOffset) {
    return lineOffset + 1 + node.getStartMark().map(Mark::getLine).orElse(0);
  }

  private static String oneLine(@Nullable String text) {
    String line = String.valueOf(text).replaceAll("\\s+", " ");
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }
}
