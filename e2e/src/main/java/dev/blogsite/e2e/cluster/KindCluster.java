package dev.blogsite.e2e.cluster;

import dev.blogsite.e2e.Shell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A kind cluster, started by the project's cluster tool and taken down with this process, also when
 * it is killed.
 */
public final class KindCluster implements TestCluster {
  private final Path project;
  private final String name;
  private final Path kubeconfig;
  private final String address;

  private KindCluster(Path project, String name) {
    this.project = project;
    this.name = name;
    var owner = Long.toString(ProcessHandle.current().pid());
    this.kubeconfig = Path.of(tool("up", name, "--owner", owner));
    this.address = tool("address", name);
  }

  /**
   * Starts the cluster, or takes over a healthy one of that name.
   *
   * @param project the repository's root
   * @param name without the tool's prefix
   */
  public static KindCluster up(Path project, String name) {
    return new KindCluster(project, name);
  }

  @Override
  public Path kubeconfig() {
    return kubeconfig;
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public void load(List<Path> archives) {
    var command = new ArrayList<>(List.of("load", name));
    archives.forEach(archive -> command.add(archive.toString()));
    tool(command.toArray(String[]::new));
  }

  @Override
  public void close() {
    tool("down", name);
  }

  private String tool(String... arguments) {
    var command = new ArrayList<>(List.of("e2e/cluster/cluster"));
    command.addAll(List.of(arguments));
    return Shell.run(project, command.toArray(String[]::new));
  }
}
