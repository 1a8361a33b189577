package dev.blogsite.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that runs beside the tests and dies with them, also when they are killed. */
final class Daemon implements AutoCloseable {
  // The pipe from this JVM to the shell's child ends when the program has ended, or when the JVM
  // has,
  // in whatever way: then the program is still there, and nobody else is left to clean up.
  private static final String DIES_WITH_US =
      """
      exec 3<&0
      (
        cat <&3 >/dev/null
        kill -9 $$ && rm -rf "$folder"
      ) 2>/dev/null &
      exec "$@" 0</dev/null 3<&-
      """;

  private final Path log;
  private final Process process;

  private Daemon(Path log, Process process) {
    this.log = log;
    this.process = process;
  }

  /** Starts a program with its log in a folder that goes with this JVM. */
  static Daemon start(Path folder, Path program, List<String> arguments) {
    var log = folder.resolve(program.getFileName() + ".log");
    var command = new ArrayList<>(List.of("/bin/sh", "-c", DIES_WITH_US, "sh", program.toString()));
    command.addAll(arguments);
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("folder", folder.toString());
    try {
      return new Daemon(log, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails with the end of the log when the program is no longer there. */
  void mustBeAlive() throws IOException {
    if (!process.isAlive()) {
      var lines = Files.readAllLines(log);
      throw new IllegalStateException(
          log.getFileName()
              + ": the program ended with "
              + process.exitValue()
              + ": "
              + String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size())));
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
