package dev.blogsite.e2e.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Any cluster that a kubeconfig reaches. Its nodes must be able to pull the images that are tested,
 * or hold them already.
 *
 * @param kubeconfig an existing file
 * @param address a node's address, reachable from here
 */
public record ExistingCluster(Path kubeconfig, String address) implements TestCluster {
  /** Refuses a file that is not there. */
  public ExistingCluster {
    if (!Files.isReadable(kubeconfig)) {
      throw new IllegalArgumentException(
          "BLOGSITE_KUBECONFIG is '%s'; must be a readable kubeconfig".formatted(kubeconfig));
    }
  }

  @Override
  public void load(List<Path> archives) {
    // The owner of an existing cluster brings the images there, by a registry or by hand.
  }

  @Override
  public void close() {}
}
