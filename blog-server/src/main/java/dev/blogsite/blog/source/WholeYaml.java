package dev.blogsite.blog.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * All of YAML, read as a flat mapping. Only the node tree is built, so no tag can make an object,
 * and nothing is guessed: {@code title: 2026} is text.
 */
final class WholeYaml {
  private static final int MAX_CODE_POINTS = 64 * 1024;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new FailsafeSchema())
          .setCodePointLimit(MAX_CODE_POINTS)
          .setMaxAliasesForCollections(0)
          .setAllowRecursiveKeys(false)
          .build();

  private WholeYaml() {}

  /**
   * Returns the values by key of a text that stands {@code lineOffset} lines below its file's
   * start.
   */
  static Map<String, YamlValue> parse(String yaml, int lineOffset) throws InvalidFileException {
    Optional<Node> root = compose(yaml, lineOffset);
    if (root.isEmpty()) {
      return Map.of();
    }
    if (!(root.get() instanceof MappingNode mapping)) {
      throw new InvalidFileException(
          line(root.get(), lineOffset), "lines of the form key: value must stand here");
    }
    Map<String, YamlValue> values = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      if (values.put(key, value(tuple.getValueNode(), lineOffset)) != null) {
        throw new InvalidFileException(
            line(tuple.getKeyNode(), lineOffset),
            "the key " + YamlFields.quoted(key) + " stands here twice");
      }
    }
    return values;
  }

  private static Optional<Node> compose(String yaml, int lineOffset) throws InvalidFileException {
    try {
      return new Compose(SETTINGS).composeString(yaml);
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
  }

  private static YamlValue value(Node node, int lineOffset) {
    int line = line(node, lineOffset);
    if (node instanceof ScalarNode scalar) {
      return new YamlValue.Text(line, scalar.getValue());
    }
    if (!(node instanceof SequenceNode sequence)) {
      return new YamlValue.Other(line);
    }
    List<String> texts = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      if (!(item instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
        return new YamlValue.Other(line(item, lineOffset));
      }
      texts.add(scalar.getValue().strip());
    }
    return new YamlValue.Texts(line, texts);
  }

  private static int line(Node node, int lineOffset) {
    return lineOffset + 1 + node.getStartMark().map(Mark::getLine).orElse(0);
  }

  private static String oneLine(@Nullable String text) {
    String line = String.valueOf(text).replaceAll("\\s+", " ");
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }
}
