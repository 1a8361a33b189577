package dev.blogsite.e2e.bench;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One row of {@code ./bench} on a cluster: {@code ClusterBench ROW ROUNDS KUBECONFIG ADDRESS
 * VERSION}. Prints the row's name and the milliseconds of each round, a line each.
 */
public final class ClusterBench {
  private ClusterBench() {}

  /** Exits with 1 when a round fails. */
  public static void main(String[] arguments) throws Exception {
    var config = Config.fromKubeconfig(Path.of(arguments[2]).toFile());
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    int rounds = Integer.parseInt(arguments[1]);
    try (var client = new KubernetesClientBuilder().withConfig(config).build();
        var bed = new Bed(client, arguments[3], arguments[4])) {
      switch (arguments[0]) {
        case "apply" -> {
          for (int round = 0; round < rounds; round++) {
            print(out, "apply", FirstAnswer.of(bed));
          }
        }
        case "reload" -> Reload.of(bed, rounds, took -> print(out, "reload", took));
        case "detect" -> Detect.of(bed, rounds, took -> print(out, "detect", took));
        default ->
            throw new IllegalArgumentException(
                "row is '%s'; must be apply, reload or detect".formatted(arguments[0]));
      }
    }
  }

  private static void print(PrintStream out, String row, Duration took) {
    out.println(row + " " + took.toMillis());
  }
}
