package dev.blogsite.e2e;

import dev.blogsite.e2e.cluster.ExistingCluster;
import dev.blogsite.e2e.cluster.KindCluster;
import dev.blogsite.e2e.cluster.TestCluster;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One cluster with the operator installed, started once per run and shared by all tests.
 *
 * @param project this repository
 * @param cluster the real cluster
 * @param client of it, as its administrator
 */
record World(Project project, TestCluster cluster, KubernetesClient client)
    implements AutoCloseable {
  /** Short, so that a test of the lease need not wait for minutes. */
  static final String ROUTER_LEASE = "20s";

  /** The lock of cases that disturb the operator, which all share. */
  static final String OPERATOR = "operator";

  private static final String[] IMAGES = {
    "operator",
    "blog-server",
    "blog-server:1.0.0",
    "blog-server:1.1.0",
    "bad-errors",
    "bad-latency",
    "crash",
    "hang",
    "never-ready"
  };

  static World create() {
    var project = Project.find();
    var existing = System.getenv("BLOGSITE_KUBECONFIG");
    var cluster = existing == null ? kind(project) : existing(existing);
    project.install(cluster, "router.lease=" + ROUTER_LEASE, "logLevel=debug");
    return new World(project, cluster, client(cluster.kubeconfig()));
  }

  private static TestCluster kind(Project project) {
    // First the images: a cluster that waits for them only takes memory.
    var images = project.images(IMAGES);
    var cluster = KindCluster.up(project.root(), "e2e");
    cluster.load(images);
    return cluster;
  }

  private static TestCluster existing(String kubeconfig) {
    var address = System.getenv("BLOGSITE_NODE_ADDRESS");
    if (address == null) {
      throw new IllegalStateException(
          "BLOGSITE_KUBECONFIG is set and BLOGSITE_NODE_ADDRESS is not; must be the address of a"
              + " node that answers on NodePorts");
    }
    return new ExistingCluster(Path.of(kubeconfig), address);
  }

  private static KubernetesClient client(Path kubeconfig) {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
        .build();
  }

  /** A fresh namespace with a site's posts, gone after the test. */
  TestSite site(String name) {
    return TestSite.in(this, name);
  }

  /** The operator that all sites share. */
  Operator operator() {
    return new Operator(client);
  }

  @Override
  public void close() {
    client.close();
    // On a cluster that stays, so that nothing of the tests does.
    project.uninstall(cluster);
    cluster.close();
  }

  /** Hands the world to test constructors and methods. */
  static final class Extension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == World.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(World.class))
          .computeIfAbsent(World.class, type -> create(), World.class);
    }
  }
}
