package dev.blogsite.blog.serve;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What {@code serve} was asked for.
 *
 * @param set the folder with posts and settings
 * @param data a folder of one's own for the index
 * @param port for readers
 * @param opsPort for the kubelet, Prometheus and the operator
 * @param drain how long to go on serving after SIGTERM
 */
record ServeOptions(Path set, Path data, int port, int opsPort, Duration drain) {
  static final String HELP =
      """
      Usage: blog-server serve --set DIR --data DIR [--port 8080] [--ops-port 8081] [--drain 10s]

      Serves one blog.

        --set DIR        the folder with posts (*.md) and config.yaml; read again when it changes
        --data DIR       a folder for the index; its old index files are removed at the start
        --port N         for readers (default 8080; 0 takes any free one)
        --ops-port N     for /healthz, /health/ready, /metrics (default 8081)
        --drain TIME     how long to go on serving after SIGTERM (default 10s)
      """;

  private static final Set<String> KNOWN =
      Set.of("--set", "--data", "--port", "--ops-port", "--drain");

  static ServeOptions parse(List<String> arguments) {
    Arguments parsed = Arguments.parse(arguments, KNOWN);
    if (!parsed.words().isEmpty()) {
      throw new Arguments.UsageException(
          "%s is not an option; write --set DIR --data DIR".formatted(parsed.words().getFirst()));
    }
    return new ServeOptions(
        parsed.folder("--set"),
        parsed.folder("--data"),
        parsed.port("--port", 8080),
        parsed.port("--ops-port", 8081),
        parsed.duration("--drain", Duration.ofSeconds(10)));
  }
}
