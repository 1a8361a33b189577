package dev.blogsite.e2e.cluster;

import java.nio.file.Path;
import java.util.List;

/** A real cluster that tests and the demo run on. Implementations are thread-safe. */
public interface TestCluster extends AutoCloseable {
  /** The file with which {@code kubectl} and the clients reach it. */
  Path kubeconfig();

  /** An address of a node that answers on NodePorts from this machine. */
  String address();

  /** Brings image archives (docker-archive tar files) to every node. */
  void load(List<Path> archives);

  /** Ends what this process started; an existing cluster is left as it is. */
  @Override
  void close();
}
