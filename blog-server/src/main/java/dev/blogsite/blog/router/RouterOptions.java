package dev.blogsite.blog.router;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code router} was asked for.
 *
 * @param split the folder that split.json is mounted in
 * @param key the file with the site's key
 * @param site namespace and name
 * @param drain how long to serve on after SIGTERM
 * @param tryTimeout how long a pod may take to start its answer
 */
record RouterOptions(
    Path split, Path key, String site, int port, int opsPort, Duration drain, Duration tryTimeout) {
  static final String HELP =
      """
      Usage: blog-server router --split DIR --key FILE --site NAMESPACE/NAME
                                [--port 8080] [--ops-port 8081] [--drain 10s] [--try-timeout 10s]

      Splits a site's readers between its stable and its canary track.

        --split DIR            the folder that split.json is mounted in; read again when it changes
        --key FILE             the site's key, at least 32 bytes
        --site NAMESPACE/NAME  the site; split documents of others are refused
        --port N               for readers (default 8080; 0 takes any free one)
        --ops-port N           for PUT /split, /healthz, /health/ready, /metrics (default 8081)
        --drain TIME           how long to go on serving after SIGTERM (default 10s)
        --try-timeout TIME     how long a pod may take to start its answer (default 10s)
      """;

  private static final Set<String> KNOWN =
      Set.of("--split", "--key", "--site", "--port", "--ops-port", "--drain", "--try-timeout");
  private static final int MAX_PORT = 65_535;

  /** A command line that cannot be followed; the message says what to write. */
  static final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
      super(message, null, false, false);
    }
  }

  static RouterOptions parse(List<String> arguments) {
    Map<String, String> values = values(arguments);
    return new RouterOptions(
        Path.of(required(values, "--split", "DIR")),
        Path.of(required(values, "--key", "FILE")),
        site(required(values, "--site", "NAMESPACE/NAME")),
        port(values, "--port", 8080),
        port(values, "--ops-port", 8081),
        duration(values, "--drain"),
        duration(values, "--try-timeout"));
  }

  private static Map<String, String> values(List<String> arguments) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (!KNOWN.contains(name)) {
        throw new UsageException(
            "%s is not known; known are %s"
                .formatted(name, String.join(", ", KNOWN.stream().sorted().toList())));
      }
      if (equals < 0 && i + 1 == arguments.size()) {
        throw new UsageException("%s needs a value; write %s VALUE".formatted(name, name));
      }
      String value = equals < 0 ? arguments.get(++i) : argument.substring(equals + 1);
      if (values.put(name, value) != null) {
        throw new UsageException("%s stands there twice; write it once".formatted(name));
      }
    }
    return values;
  }

  private static String required(Map<String, String> values, String name, String what) {
    String value = values.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new UsageException("%s is missing; write %s %s".formatted(name, name, what));
    }
    return value;
  }

  private static String site(String value) {
    if (!value.matches("[a-z0-9.-]+/[a-z0-9.-]+")) {
      throw new UsageException("--site is %s; must be NAMESPACE/NAME".formatted(value));
    }
    return value;
  }

  private static int port(Map<String, String> values, String name, int otherwise) {
    String value = values.getOrDefault(name, Integer.toString(otherwise));
    if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > MAX_PORT) {
      throw new UsageException(
          "%s is %s; must be a port from 0 (any free one) to %d".formatted(name, value, MAX_PORT));
    }
    return Integer.parseInt(value);
  }

  private static Duration duration(Map<String, String> values, String name) {
    String value = values.getOrDefault(name, "10s");
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
