package dev.blogsite.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The installed operator, for tests that break it.
 *
 * @param client of its cluster, as an administrator
 */
record Operator(KubernetesClient client) {
  private static final String NAMESPACE = Project.OPERATOR_NAMESPACE;
  private static final Duration SOON = Duration.ofSeconds(60);

  /** Kills the running pods without warning; their Deployment starts others. */
  void kill() {
    pods().forEach(pod -> client.resource(pod).withGracePeriod(0).delete());
  }

  /** Stops it until the returned value is closed. */
  Absent stopped() {
    scale(0);
    Await.until("the operator is gone", SOON, this::pods, List::isEmpty);
    return new Absent();
  }

  /** Takes away its right to read metrics through the API server until the value is closed. */
  Blind withoutMetrics() {
    var roles =
        client
            .rbac()
            .clusterRoles()
            .withLabel("app.kubernetes.io/name", "blogsite-operator")
            .list()
            .getItems();
    var reading = roles.stream().filter(Operator::readsMetrics).toList();
    if (reading.isEmpty()) {
      throw new AssertionError("no ClusterRole of the operator may get pods/proxy: " + roles);
    }
    for (var role : reading) {
      client
          .rbac()
          .clusterRoles()
          .withName(role.getMetadata().getName())
          .edit(
              edited -> {
                edited.getRules().stream()
                    .filter(rule -> rule.getResources().contains("pods/proxy"))
                    .forEach(
                        rule ->
                            rule.setVerbs(
                                rule.getVerbs().stream()
                                    .filter(verb -> !verb.equals("get"))
                                    .toList()));
                return edited;
              });
    }
    return new Blind(reading);
  }

  private static boolean readsMetrics(ClusterRole role) {
    return role.getRules().stream()
        .anyMatch(
            rule -> rule.getResources().contains("pods/proxy") && rule.getVerbs().contains("get"));
  }

  private List<Pod> pods() {
    return client
        .pods()
        .inNamespace(NAMESPACE)
        .withLabel("app.kubernetes.io/name", "blogsite-operator")
        .list()
        .getItems();
  }

  private void scale(int replicas) {
    client
        .apps()
        .deployments()
        .inNamespace(NAMESPACE)
        .withLabel("app.kubernetes.io/name", "blogsite-operator")
        .list()
        .getItems()
        .forEach(
            d ->
                client
                    .apps()
                    .deployments()
                    .inNamespace(NAMESPACE)
                    .withName(d.getMetadata().getName())
                    .scale(replicas));
  }

  /** An operator that is not there. */
  final class Absent implements AutoCloseable {
    boolean isGone() {
      return pods().isEmpty();
    }

    @Override
    public void close() {
      scale(1);
    }
  }

  /** An operator that cannot read metrics. */
  final class Blind implements AutoCloseable {
    private final List<ClusterRole> before;

    private Blind(List<ClusterRole> before) {
      this.before = before;
    }

    /** Whether a site's rollout neither advanced nor ended for that long. */
    boolean held(TestSite site, Duration span) {
      var end = Instant.now().plus(span);
      var step = site.api().status("step");
      while (Instant.now().isBefore(end)) {
        if (!site.api().status("step").equals(step)
            || site.rolloutPhase().equals("Aborted")
            || site.rolloutPhase().equals("Promoted")) {
          return false;
        }
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      }
      return true;
    }

    @Override
    public void close() {
      for (var role : before) {
        client
            .rbac()
            .clusterRoles()
            .withName(role.getMetadata().getName())
            .edit(
                edited -> {
                  edited.setRules(role.getRules());
                  return edited;
                });
      }
    }
  }
}
