package dev.blogsite.operator.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blogsite.operator.metrics.Reading;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitsTest {
  private static final Deployment FINE = new DeploymentBuilder().build();

  private static PodBuilder pod() {
    return new PodBuilder().withNewMetadata().withName("garden-canary-x").endMetadata();
  }

  private static Pod waiting(String reason, String message) {
    return pod()
        .withNewStatus()
        .addNewContainerStatus()
        .withImage("registry/blog:9")
        .withNewState()
        .withNewWaiting(message, reason)
        .endState()
        .endContainerStatus()
        .endStatus()
        .build();
  }

  private static Pod running() {
    return pod()
        .withNewStatus()
        .addNewContainerStatus()
        .withNewState()
        .withNewRunning("2026-11-01T10:00:00Z")
        .endState()
        .endContainerStatus()
        .endStatus()
        .build();
  }

  private static Optional<String> of(Pod pod) {
    return Waits.of(FINE, List.of(pod), Map.of());
  }

  @Test
  void namesWhatTheSchedulerMisses() {
    Pod unplaced =
        pod()
            .withNewStatus()
            .addNewCondition()
            .withType("PodScheduled")
            .withStatus("False")
            .withMessage("0/1 nodes are available: 1 Insufficient cpu.")
            .endCondition()
            .endStatus()
            .build();
    assertEquals(
        Optional.of(
            "pod garden-canary-x: no node takes it: 0/1 nodes are available: 1 Insufficient cpu."),
        of(unplaced));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ErrImagePull | not found | its image registry/blog:9 cannot be pulled",
        "ImagePullBackOff | Back-off | its image registry/blog:9 cannot be pulled",
        "InvalidImageName | bad | registry/blog:9 is not the name of an image",
        "CrashLoopBackOff | back-off 10s | its program ends again and again",
        "CreateContainerConfigError | secret not found | CreateContainerConfigError: secret not"
            + " found",
        "CreateContainerError | | CreateContainerError: no reason given",
      })
  void namesWhyAContainerDoesNotStart(String reason, String message, String says) {
    assertEquals(Optional.of("pod garden-canary-x: " + says), of(waiting(reason, message)));
  }

  @Test
  void saysNothingOfAContainerOnItsWay() {
    assertEquals(Optional.empty(), of(waiting("ContainerCreating", "")));
  }

  @Test
  void tellsAPodThatHangsFromOneThatWaitsForItsSet() {
    assertEquals(
        Optional.of("pod garden-canary-x: it runs, but is not ready for readers"), of(running()));
    var blog =
        new Reading.Blog(
            "garden-canary-x",
            Instant.EPOCH,
            null,
            null,
            "Incomplete",
            "a.md is missing",
            1,
            0,
            0,
            List.of());
    assertEquals(
        Optional.of("pod garden-canary-x: it waits for its set: a.md is missing"),
        Waits.of(FINE, List.of(running()), Map.of("garden-canary-x", blog)));
  }

  @Test
  void namesWhyThereAreNoPods() {
    Deployment refused =
        new DeploymentBuilder()
            .withNewStatus()
            .addNewCondition()
            .withType("ReplicaFailure")
            .withStatus("True")
            .withMessage("exceeded quota: small")
            .endCondition()
            .endStatus()
            .build();
    assertEquals(
        Optional.of("pods cannot be made: exceeded quota: small"),
        Waits.of(refused, List.of(), Map.of()));
  }

  @Test
  void cutsWhatIsTooLong() {
    assertEquals(
        Optional.of("pod garden-canary-x: Strange: " + "x".repeat(240) + " …"),
        of(waiting("Strange", "x".repeat(5000))));
  }
}
