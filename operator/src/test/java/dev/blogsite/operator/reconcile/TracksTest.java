package dev.blogsite.operator.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blogsite.api.v1alpha1.Keys;
import dev.blogsite.operator.metrics.Reading;
import dev.blogsite.operator.rollout.Track;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TracksTest {
  private static final Instant CHANGED = Instant.parse("2026-11-01T10:00:00Z");
  private static final Instant NOW = CHANGED.plus(Duration.ofMinutes(20));

  private static final Deployment DEPLOYMENT =
      new DeploymentBuilder()
          .withNewMetadata()
          .withName("garden-canary")
          .addToLabels(Keys.REVISION, "bbbb")
          .withCreationTimestamp(CHANGED.toString())
          .endMetadata()
          .withNewSpec()
          .withReplicas(1)
          .withNewTemplate()
          .withNewMetadata()
          .endMetadata()
          .endTemplate()
          .endSpec()
          .build();

  private static Pod pod(String ready) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("garden-canary-x")
        .endMetadata()
        .withNewStatus()
        .addNewCondition()
        .withType("Ready")
        .withStatus(ready)
        .withLastTransitionTime(CHANGED.plus(Duration.ofMinutes(15)).toString())
        .endCondition()
        .endStatus()
        .build();
  }

  @Test
  void aReadyPodThatDoesNotAnswerOnceIsNotUnready() {
    Map<String, Reading> said =
        Map.of("garden-canary-x", new Reading.Missing("garden-canary-x", "no answer within 5 s"));
    Track track = Tracks.see(DEPLOYMENT, List.of(pod("True")), said, NOW);
    assertEquals(0, track.serving());
    assertEquals(Duration.ZERO, track.unreadyFor());
  }

  @Test
  void aPodIsUnreadySinceItLostItsReadiness() {
    Track track = Tracks.see(DEPLOYMENT, List.of(pod("False")), Map.of(), NOW);
    assertEquals(Duration.ofMinutes(5), track.unreadyFor());
  }
}
