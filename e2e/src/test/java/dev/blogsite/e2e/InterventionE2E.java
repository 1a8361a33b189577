package dev.blogsite.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** People and accidents in the middle of a rollout. */
@ExtendWith(World.Extension.class)
@ResourceLock(value = World.OPERATOR, mode = ResourceAccessMode.READ)
class InterventionE2E {
  private static final int RATE = 100;
  private final World world;

  InterventionE2E(World world) {
    this.world = world;
  }

  @Test
  void aSecondRevisionReplacesTheCanary() {
    try (var site = world.site("second")) {
      site.deploySlow("1.0.0");
      try (var readers = site.readers(RATE)) {
        site.upgrade("1.1.0");
        site.awaitCanary();
        site.api().spec("{\"config\":{\"title\":\"Third\"}}");
        site.awaitRollout(2, "Promoted");
        site.expectNoFailure(readers.stop());
      }
      assertEquals("1.1.0", site.api().status("version"));
      Object first = site.api().rollouts().getFirst().get("status", "phase");
      assertEquals("Superseded", first);
    }
  }

  @Test
  void anAbortByAnnotationTakesTheReadersBack() {
    try (var site = world.site("abort")) {
      site.deploySlow("1.0.0");
      try (var readers = site.readers(RATE)) {
        site.upgrade("1.1.0");
        site.awaitCanary();
        double share = site.canaryShareWithin(readers, Duration.ofSeconds(5));
        assertTrue(share > 0.25 && share < 0.75, () -> "50 % are to be about a half, not " + share);
        site.api().annotate("blogsite.dev/abort", "now");
        site.awaitRollout(1, "Aborted");
        site.expectNoFailure(readers.stop());
      }
      assertEquals("1.0.0", site.api().status("version"));
    }
  }

  @Test
  void aChangeBackIsAnImmediateAbort() {
    try (var site = world.site("back")) {
      site.deploySlow("1.0.0");
      try (var readers = site.readers(RATE)) {
        site.upgrade("1.1.0");
        site.awaitCanary();
        site.upgrade("1.0.0");
        site.awaitRollout(1, "Aborted");
        site.api().awaitPhase("Ready", TestSite.SOON);
        site.expectNoFailure(readers.stop());
      }
    }
  }

  @Test
  void aPromotionByAnnotationSkipsTheSteps() {
    try (var site = world.site("promote")) {
      site.deploySlow("1.0.0");
      site.api().spec("{\"rollout\":{\"interval\":\"1h\"}}");
      try (var readers = site.readers(RATE)) {
        site.upgrade("1.1.0");
        site.awaitCanary();
        site.api().annotate("blogsite.dev/promote", site.api().status("canaryRevision"));
        site.awaitRollout(1, "Promoted");
        site.expectNoFailure(readers.stop());
      }
    }
  }

  @Test
  void aStatusThatIsErasedIsRebuilt() {
    try (var site = world.site("erased")) {
      site.deployTwoSteps("1.0.0");
      try (var readers = site.readers(RATE)) {
        site.upgrade("1.1.0");
        site.awaitWeight("50");
        long epoch = site.epoch();
        site.eraseStatus();
        site.awaitPromotionWithoutWeight("10");
        assertTrue(site.epoch() > epoch, "an epoch is never used again");
        site.expectNoFailure(readers.stop());
      }
    }
  }

  @Test
  void aPodKilledUnderLoadCostsNoRequest() {
    try (var site = world.site("killed")) {
      site.deploy("1.0.0");
      try (var readers = site.readers(RATE)) {
        var pod = site.api().pods("blogsite.dev/track", "stable").getFirst();
        world.client().resource(pod).withGracePeriod(0).delete();
        Await.until(
            "another pod is ready",
            TestSite.SOON,
            site.api()::stablePods,
            pods ->
                pods.size() == 2
                    && pods.stream().noneMatch(p -> p.startsWith(pod.getMetadata().getUid())));
        site.api().awaitPhase("Ready", TestSite.SOON);
        site.expectNoFailure(readers.stop());
      }
    }
  }

  @Test
  void aSiteDeletedInMidCanaryLeavesNothing() {
    try (var site = world.site("gone")) {
      site.deploySlow("1.0.0");
      try (var readers = site.readers(RATE)) {
        site.upgrade("1.1.0");
        site.awaitCanary();
        assertTrue(readers.tally().total() > 0);
      }
      site.api().resource().delete();
      Await.until("nothing is left", TestSite.SOON, () -> site.left(), List::isEmpty);
    }
  }

  @Test
  void withoutReadersTheRolloutIsJudgedByProbes() {
    try (var site = world.site("quiet")) {
      site.deploy("1.0.0");
      site.upgrade("1.1.0");
      site.awaitRollout(1, "Promoted");
      assertTrue(site.api().eventReasons().contains("JudgedByProbes"));
    }
  }
}
