package dev.blogsite.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Commands of this project run as child processes. Thread-safe: it holds no state. */
public final class Shell {
  private Shell() {}

  /**
   * Runs a command to its end; its progress (standard error) goes to this process's own.
   *
   * @return its standard output, without the last line break
   * @throws IllegalStateException when it cannot be started or exits with anything but 0
   */
  public static String run(Path folder, Map<String, String> environment, List<String> command) {
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      var process = builder.start();
      process.getOutputStream().close();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException(
            "%s exited with %d: %s".formatted(String.join(" ", command), code, output));
      }
      return output.stripTrailing();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command.getFirst(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command.getFirst(), e);
    }
  }

  /** The same with this process's environment alone. */
  public static String run(Path folder, String... command) {
    return run(folder, Map.of(), List.of(command));
  }
}
