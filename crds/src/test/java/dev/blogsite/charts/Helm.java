package dev.blogsite.charts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.blogsite.testing.Binaries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs of Helm and the other programs at the root of the project. */
final class Helm {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Helm() {}

  /** How a run ended, with everything it printed. */
  record Ended(int code, String output) {}

  static Ended run(Map<String, String> environment, String program, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(Binaries.find(program).toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true).directory(ROOT.toFile());
    builder.environment().putAll(environment);
    var process = builder.start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), output);
  }

  static Ended helm(String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), "helm", arguments);
  }
}
