package dev.blogsite.operator.judge;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a JSON object's fields strictly, and collects what is wrong. Not thread-safe. */
final class Fields {
  private final JsonNode node;
  private final String path;
  private final List<String> errors;

  private Fields(JsonNode node, String path, List<String> errors) {
    this.node = node;
    this.path = path;
    this.errors = errors;
  }

  static Fields of(JsonNode node) {
    return new Fields(node, "", new ArrayList<>());
  }

  /** What was refused so far. */
  List<String> errors() {
    return errors;
  }

  /** Refuses fields of other names. */
  Fields allowing(Set<String> names) {
    for (Iterator<String> i = node.fieldNames(); i.hasNext(); ) {
      String name = i.next();
      if (!names.contains(name)) {
        refuse(
            "%s is not known; must be one of %s"
                .formatted(at(name), names.stream().sorted().toList()));
      }
    }
    return this;
  }

  boolean has(String name) {
    return node.has(name);
  }

  /** A field that is an object; an empty one when it is none. */
  Fields object(String name) {
    JsonNode child = node.path(name);
    if (!child.isObject()) {
      refuse("%s is %s; must be an object".formatted(at(name), shown(child)));
    }
    return new Fields(child, at(name) + ".", errors);
  }

  /** The objects of an array field. */
  List<Fields> objects(String name) {
    JsonNode child = node.path(name);
    if (!child.isArray()) {
      refuse("%s is %s; must be an array".formatted(at(name), shown(child)));
    }
    List<Fields> items = new ArrayList<>();
    for (int i = 0; i < child.size(); i++) {
      items.add(new Fields(child.get(i), "%s[%d].".formatted(at(name), i), errors));
    }
    return items;
  }

  /** An array of weights in parts per million, strictly rising. */
  List<Integer> steps(String name) {
    JsonNode child = node.path(name);
    List<Integer> steps = new ArrayList<>();
    for (int i = 0; i < child.size(); i++) {
      int least = steps.isEmpty() ? 1 : steps.getLast() + 1;
      steps.add((int) whole("%s[%d]".formatted(at(name), i), child.get(i), least, 1_000_000));
    }
    if (steps.isEmpty()) {
      refuse("%s is %s; must be an array of weights".formatted(at(name), shown(child)));
    }
    return steps;
  }

  String text(String name) {
    JsonNode child = node.path(name);
    if (!child.isTextual() || child.textValue().isEmpty()) {
      refuse("%s is %s; must be a text".formatted(at(name), shown(child)));
    }
    return child.asText();
  }

  String text(String name, String otherwise) {
    return has(name) ? text(name) : otherwise;
  }

  Optional<Instant> time(String name) {
    String text = text(name);
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      refuse(
          "%s is \"%s\"; must be a time in UTC like 2026-11-01T10:00:10Z"
              .formatted(at(name), text));
      return Optional.empty();
    }
  }

  long whole(String name, long least, long most) {
    return whole(at(name), node.path(name), least, most);
  }

  long whole(String name, long least, long most, long otherwise) {
    return has(name) ? whole(name, least, most) : otherwise;
  }

  double number(String name, double least, double most) {
    JsonNode child = node.path(name);
    double value = child.asDouble();
    if (!child.isNumber() || !(value >= least) || !(value <= most)) {
      refuse(
          "%s is %s; must be a number from %s to %s"
              .formatted(at(name), shown(child), least, most));
      return least;
    }
    return value;
  }

  double number(String name, double least, double most, double otherwise) {
    return has(name) ? number(name, least, most) : otherwise;
  }

  void refuse(String why) {
    errors.add(why);
  }

  String at(String name) {
    return path + name;
  }

  private long whole(String at, JsonNode child, long least, long most) {
    if (!child.isIntegralNumber()
        || !child.canConvertToLong()
        || child.longValue() < least
        || child.longValue() > most) {
      refuse(
          "%s is %s; must be a whole number%s"
              .formatted(
                  at,
                  shown(child),
                  most == Long.MAX_VALUE
                      ? " of at least " + least
                      : " from %d to %d".formatted(least, most)));
      return least;
    }
    return child.longValue();
  }

  private static String shown(JsonNode child) {
    String text = child.isMissingNode() ? "missing" : child.toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
