package dev.blogsite.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;

/**
 * The installed operator, for tests that break it.
 *
 * @param client of its cluster, as an administrator
 */
record Operator(KubernetesClient client) {
  private static final String NAMESPACE = Project.OPERATOR_NAMESPACE;
  private static final String LABEL = "app.kubernetes.io/name";
  private static final String NAME = "blogsite-operator";
  private static final String PODS = "pods/proxy";
  private static final Duration SOON = Duration.ofSeconds(60);

  /** What is wrong with the operator until the value is closed. */
  interface Trouble extends AutoCloseable {
    /** Whether it is still as it was made. */
    boolean lasts();

    @Override
    void close();
  }

  /** Its pods. */
  List<Pod> pods() {
    return client.pods().inNamespace(NAMESPACE).withLabel(LABEL, NAME).list().getItems();
  }

  /** Kills the running pods without warning; their Deployment starts others. */
  void kill() {
    pods().forEach(pod -> client.resource(pod).withGracePeriod(0).delete());
  }

  /** Stops it. */
  Trouble stopped() {
    scale(0);
    Await.until("the operator is gone", SOON, this::pods, List::isEmpty);
    return new Absent();
  }

  /** Takes away its right to read metrics through the API server. */
  Trouble withoutMetrics() {
    return new Forbidden("get");
  }

  /** Takes away its right to push splits to routers through the API server. */
  Trouble withoutPushes() {
    return new Forbidden("update");
  }

  private void scale(int replicas) {
    var deployments = client.apps().deployments().inNamespace(NAMESPACE);
    deployments
        .withLabel(LABEL, NAME)
        .list()
        .getItems()
        .forEach(d -> deployments.withName(d.getMetadata().getName()).scale(replicas));
  }

  /** An operator that is not there. */
  private final class Absent implements Trouble {
    @Override
    public boolean lasts() {
      return pods().isEmpty();
    }

    @Override
    public void close() {
      scale(1);
    }
  }

  /** An operator without the right to do something with pods. */
  private final class Forbidden implements Trouble {
    private final String verb;
    private final List<ClusterRole> before;

    private Forbidden(String verb) {
      this.verb = verb;
      before = allowing();
      if (before.isEmpty()) {
        throw new AssertionError("no ClusterRole of the operator may %s %s".formatted(verb, PODS));
      }
      before.forEach(role -> rules(role, role.getRules().stream().map(this::without).toList()));
    }

    private List<ClusterRole> allowing() {
      return client.rbac().clusterRoles().withLabel(LABEL, NAME).list().getItems().stream()
          .filter(role -> role.getRules().stream().anyMatch(this::allows))
          .toList();
    }

    private boolean allows(PolicyRule rule) {
      return rule.getResources().contains(PODS) && rule.getVerbs().contains(verb);
    }

    private PolicyRule without(PolicyRule rule) {
      return allows(rule) ? rule.edit().removeFromVerbs(verb).build() : rule;
    }

    private void rules(ClusterRole role, List<PolicyRule> rules) {
      client
          .rbac()
          .clusterRoles()
          .withName(role.getMetadata().getName())
          .edit(
              edited -> {
                edited.setRules(rules);
                return edited;
              });
    }

    @Override
    public boolean lasts() {
      return allowing().isEmpty() && !pods().isEmpty();
    }

    @Override
    public void close() {
      before.forEach(role -> rules(role, role.getRules()));
    }
  }
}
