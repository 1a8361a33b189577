package dev.blogsite.operator.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.api.v1alpha1.Condition;
import dev.blogsite.operator.testing.FakeReaders;
import dev.blogsite.operator.testing.Hub;
import dev.blogsite.testing.Await;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolloutTest {

  private static final String QUICK =
      """
      replicas: 2
      slo: {objectives: [{name: availability, errorRatio: "0.01"}]}
      rollout:
        steps: [{weight: "5"}, {weight: "50"}]
        interval: 1s
        watch: 1s
        minRequests: 50
      """;

  @Test
  void promotesAGoodVersion() {
    try (var hub = deployed();
        var _ = new FakeReaders(hub, "garden", 0)) {
      String before = hub.site("garden").getStatus().stableRevision();
      hub.apply("garden", "version: '1.5.0'\n" + QUICK);
      var record = hub.awaitRollout("garden", 1, "Promoted");
      var status = hub.awaitPhase("garden", "Ready").getStatus();
      assertEquals("1.5.0", status.version());
      assertNotEquals(before, status.stableRevision());
      assertEquals(before, record.getSpec().from());
      assertEquals(status.stableRevision(), record.getSpec().to());
      awaitNoCanary(hub);
      hub.kubelet.known("garden").forEach(router -> assertEquals(0, router.weightPpm()));
    }
  }

  @Test
  void abortsABadVersionAndSaysWhy() {
    try (var hub = deployed();
        var _ = new FakeReaders(hub, "garden", 0.3)) {
      hub.apply("garden", "version: '1.6.0'\n" + QUICK);
      hub.awaitRollout("garden", 1, "Aborted");
      var status = hub.awaitPhase("garden", "Aborted").getStatus();
      assertEquals("1.4.0", status.version());
      assertTrue(hub.condition("garden", Condition.READY).contains("availability"));
      awaitNoCanary(hub);
    }
  }

  private static Hub deployed() {
    var hub = new Hub();
    hub.apply("garden", "version: '1.4.0'\n" + QUICK);
    hub.awaitPhase("garden", "Ready");
    return hub;
  }

  private static void awaitNoCanary(Hub hub) {
    Await.until("no canary pod is left", Duration.ofSeconds(10), () -> canaries(hub).isEmpty());
  }

  private static List<Pod> canaries(Hub hub) {
    return hub.client()
        .pods()
        .inNamespace(hub.namespace())
        .withLabel("blogsite.dev/track", "canary")
        .list()
        .getItems();
  }
}
