package dev.blogsite.operator.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.api.v1alpha1.Condition;
import dev.blogsite.operator.testing.Hub;
import dev.blogsite.testing.Await;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A stable Deployment that somebody deletes comes back as it was, never as what nobody tried. */
class LostStableTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private static String spec(String version, boolean paused) {
    return """
    version: '%s'
    replicas: 2
    content: {configMapRefs: [{name: posts}]}
    rollout: {steps: [{weight: "20"}, {weight: "50"}], interval: 1h, minRequests: 50, paused: %s}
    """
        .formatted(version, paused);
  }

  @Test
  void comesBackInMidCanaryAndTheNextRevisionHasACanaryToo() {
    try (var hub = deployed()) {
      hub.apply("garden", spec("1.5.0", false));
      hub.awaitRollout("garden", 1, "Judging");
      lose(hub);
      assertEquals("1.4.0", versionOfStable(hub));
      hub.apply("garden", spec("1.6.0", false));
      hub.awaitRollout("garden", 1, "Superseded");
      hub.awaitRollout("garden", 2, "Judging");
      assertEquals("1.4.0", versionOfStable(hub));
    }
  }

  @Test
  void comesBackWhilePausedWithoutWhatWasNeverTried() {
    try (var hub = deployed()) {
      hub.apply("garden", spec("1.5.0", true));
      hub.awaitPhase("garden", "Paused");
      lose(hub);
      assertEquals("1.4.0", versionOfStable(hub));
      assertEquals("1.4.0", hub.awaitPhase("garden", "Paused").getStatus().version());
      assertEquals(List.of(), hub.rollouts("garden"));
    }
  }

  @Test
  void comesBackWhenTheSpecSaysWhatItWas() {
    try (var hub = deployed()) {
      hub.apply("garden", spec("1.5.0", false));
      hub.awaitRollout("garden", 1, "Judging");
      hub.client()
          .apps()
          .controllerRevisions()
          .inNamespace(hub.namespace())
          .withName("garden-" + hub.site("garden").getStatus().stableRevision())
          .delete();
      stable(hub).delete();
      hub.await(
          "garden",
          "to say what is lost",
          _ -> hub.condition("garden", Condition.READY).startsWith("False RevisionLost"));
      hub.annotate("garden", "blogsite.dev/abort", "now");
      hub.awaitRollout("garden", 1, "Aborting");
      hub.apply("garden", spec("1.4.0", false));
      assertEquals("1.4.0", hub.awaitPhase("garden", "Ready").getStatus().version());
    }
  }

  private static Hub deployed() {
    var hub = new Hub();
    hub.posts("posts", Map.of("a.md", "# A"));
    hub.apply("garden", spec("1.4.0", false));
    hub.awaitPhase("garden", "Ready");
    return hub;
  }

  private static RollableScalableResource<Deployment> stable(Hub hub) {
    return hub.client().apps().deployments().inNamespace(hub.namespace()).withName("garden-stable");
  }

  private static void lose(Hub hub) {
    var lost = stable(hub).require().getMetadata().getUid();
    stable(hub).delete();
    Await.until(
        "another Deployment",
        SOON,
        () ->
            stable(hub).get() != null
                && !stable(hub).require().getMetadata().getUid().equals(lost));
    assertTrue(
        Tracks.note(stable(hub).require(), Tracks.ESTABLISHED).isPresent(), "it was ready once");
  }

  private static String versionOfStable(Hub hub) {
    String image =
        stable(hub)
            .require()
            .getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .getFirst()
            .getImage();
    return image.substring(image.lastIndexOf(':') + 1);
  }
}
