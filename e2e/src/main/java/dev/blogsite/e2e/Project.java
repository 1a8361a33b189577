package dev.blogsite.e2e;

import dev.blogsite.e2e.cluster.TestCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * This repository: its scripts, charts and images. Thread-safe.
 *
 * @param root its folder
 */
public record Project(Path root) {
  /** The operator's namespace on test clusters. */
  public static final String OPERATOR_NAMESPACE = "blogsite-system";

  /** The folder above this process's that holds the charts. */
  public static Project find() {
    return Optional.of(Path.of("").toAbsolutePath())
        .map(Project::ascend)
        .map(Project::new)
        .orElseThrow(() -> new IllegalStateException("run it inside the repository"));
  }

  /** Builds images where they are not cached and names their archives. */
  public List<Path> images(String... names) {
    var command = new ArrayList<>(List.of("images/build"));
    command.addAll(List.of(names));
    return Shell.run(root, command.toArray(String[]::new)).lines().map(Path::of).toList();
  }

  /**
   * Installs the operator with its Helm chart and waits until it is ready.
   *
   * @param settings {@code --set} arguments, as in {@code router.lease=20s}
   */
  public void install(TestCluster cluster, String... settings) {
    var command =
        new ArrayList<>(
            List.of(
                tools().resolve("helm").toString(),
                "upgrade",
                "--install",
                "blogsite",
                "charts/blogsite-operator",
                "--namespace",
                OPERATOR_NAMESPACE,
                "--create-namespace",
                "--wait",
                "--timeout",
                "3m"));
    for (var setting : settings) {
      command.add("--set");
      command.add(setting);
    }
    Shell.run(root, Map.of("KUBECONFIG", cluster.kubeconfig().toString()), command);
  }

  /** Takes the operator away; its CRDs stay. */
  public void uninstall(TestCluster cluster) {
    var command =
        List.of(
            tools().resolve("helm").toString(),
            "uninstall",
            "blogsite",
            "--namespace",
            OPERATOR_NAMESPACE,
            "--wait");
    Shell.run(root, Map.of("KUBECONFIG", cluster.kubeconfig().toString()), command);
  }

  /** The folder with {@code helm}, {@code kubectl} and the control plane's programs. */
  public Path tools() {
    var given = System.getenv("BLOGSITE_BIN");
    return Path.of(given != null ? given : Shell.run(root, "e2e/cluster/cluster", "tools"));
  }

  private static Path ascend(Path from) {
    for (var folder = from; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("charts")) && Files.exists(folder.resolve("mvnw"))) {
        return folder;
      }
    }
    throw new IllegalStateException(
        from + " is not inside the repository; run it from the project's folder");
  }
}
