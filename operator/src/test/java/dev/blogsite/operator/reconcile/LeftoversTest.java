package dev.blogsite.operator.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.blogsite.operator.testing.FakeReaders;
import dev.blogsite.operator.testing.Hub;
import dev.blogsite.testing.Await;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A cluster that takes its time to clear up. */
class LeftoversTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String SPEC =
      """
      version: '1.4.0'
      config: {title: %s}
      slo: {objectives: [{name: availability, errorRatio: "0.01"}]}
      rollout:
        steps: [{weight: "50"}]
        interval: %s
        watch: 1s
        minRequests: 50
      """;

  @Test
  void podsOfAnEarlierCanaryDoNotCountForTheNext() {
    try (var hub = new Hub()) {
      hub.apply("garden", SPEC.formatted("Old", "1s"));
      hub.awaitPhase("garden", "Ready");
      hub.kubelet.refuse("Broken", "config.yaml: nonsense");
      hub.apply("garden", SPEC.formatted("Broken", "1s"));
      Deployment earlier = Await.value("a canary", SOON, () -> Optional.ofNullable(canary(hub)));
      hub.kubelet.slow(true);
      hub.awaitRollout("garden", 1, "Aborted");
      hub.apply("garden", SPEC.formatted("Good", "1s"));
      Deployment next =
          Await.value(
              "the next canary",
              SOON,
              () ->
                  Optional.ofNullable(canary(hub))
                      .filter(there -> !uid(there).equals(uid(earlier))));
      assertNotEquals(template(earlier), template(next));
      try (var _ = new FakeReaders(hub, "garden", 0)) {
        hub.awaitRollout("garden", 2, "Promoted");
      }
    }
  }

  @Test
  void aRepairOfTheCanaryMakesNoNewPods() {
    try (var hub = new Hub()) {
      hub.apply("garden", SPEC.formatted("Old", "1s"));
      hub.awaitPhase("garden", "Ready");
      hub.apply("garden", SPEC.formatted("New", "1h"));
      hub.awaitRollout("garden", 1, "Judging");
      String before = template(canary(hub));
      hub.client()
          .apps()
          .deployments()
          .inNamespace(hub.namespace())
          .withName("garden-canary")
          .scale(7);
      hub.restart();
      Await.until("the repair", SOON, () -> canary(hub).getSpec().getReplicas() != 7);
      assertEquals(before, template(canary(hub)));
    }
  }

  private static Deployment canary(Hub hub) {
    return hub.client()
        .apps()
        .deployments()
        .inNamespace(hub.namespace())
        .withName("garden-canary")
        .get();
  }

  private static String uid(Deployment deployment) {
    return deployment.getMetadata().getUid();
  }

  private static @Nullable String template(Deployment deployment) {
    return deployment
        .getSpec()
        .getTemplate()
        .getMetadata()
        .getLabels()
        .get("blogsite.dev/template");
  }
}
