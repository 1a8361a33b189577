package dev.blogsite.blog.serve;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A command line taken apart: {@code --name value}, {@code --name=value}, and words. Read by hand
 * because a library that reflects would cost more than a tenth of the start.
 */
final class Arguments {
  /** A command line that cannot be followed; the message says what to write. */
  static final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
      super(message, null, false, false);
    }
  }

  private static final int MAX_PORT = 65_535;

  private final Map<String, String> options = new HashMap<>();
  private final List<String> words = new ArrayList<>();

  private Arguments() {}

  static Arguments parse(List<String> arguments, Set<String> known) {
    Arguments parsed = new Arguments();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (!argument.startsWith("--")) {
        parsed.words.add(argument);
        continue;
      }
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (!known.contains(name)) {
        throw new UsageException(
            "the option %s is not known; known are %s"
                .formatted(name, String.join(", ", known.stream().sorted().toList())));
      }
      if (equals < 0 && i + 1 >= arguments.size()) {
        throw new UsageException(
            "the option %s needs a value; write %s VALUE".formatted(name, name));
      }
      String value = equals < 0 ? arguments.get(++i) : argument.substring(equals + 1);
      if (parsed.options.put(name, value) != null) {
        throw new UsageException("the option %s stands there twice; write it once".formatted(name));
      }
    }
    return parsed;
  }

  List<String> words() {
    return List.copyOf(words);
  }

  Path folder(String name) {
    String value = options.get(name);
    if (value == null || value.isEmpty()) {
      throw new UsageException("the option %s is missing; write %s DIR".formatted(name, name));
    }
    return Path.of(value);
  }

  int port(String name, int otherwise) {
    String value = options.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      int port = Integer.parseInt(value);
      if (port >= 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Said below, like a number out of range.
    }
    throw new UsageException(
        "%s is %s; must be a port from 0 (any free one) to %d".formatted(name, value, MAX_PORT));
  }

  /** Returns a duration written as {@code 10s}, {@code 500ms} or {@code 2m}. */
  Duration duration(String name, Duration otherwise) {
    String value = options.get(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.matches("[0-9]{1,6}(ms|s|m)")) {
      throw new UsageException(
          "%s is %s; must be a time such as 10s or 500ms".formatted(name, value));
    }
    long number = Long.parseLong(value.replaceAll("[a-z]", ""));
    return switch (value.replaceAll("[0-9]", "")) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      default -> Duration.ofMinutes(number);
    };
  }
}
