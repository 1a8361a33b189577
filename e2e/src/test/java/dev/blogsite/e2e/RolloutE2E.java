package dev.blogsite.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Versions on their way to the readers, for better and for worse. */
@ExtendWith(World.Extension.class)
@ResourceLock(value = World.OPERATOR, mode = ResourceAccessMode.READ)
class RolloutE2E {
  private static final int RATE = 100;

  private final World world;

  RolloutE2E(World world) {
    this.world = world;
  }

  @Test
  void aGoodVersionIsPromotedWithoutAFailedRequest() {
    try (var site = world.site("good")) {
      site.deploy("1.0.0");
      var before = site.api().status("stableRevision");
      try (var readers = site.readers(RATE)) {
        site.upgrade("1.1.0");
        site.awaitRollout(1, "Promoted");
        site.api().awaitPhase("Ready", TestSite.SOON);
        var tally = readers.stop();
        site.expectNoFailure(tally);
        assertTrue(tally.on("canary") > 0, tally::toString);
      }
      assertNotEquals(before, site.api().status("stableRevision"));
      Await.until(
          "the canary's pods are gone",
          TestSite.SOON,
          () -> site.api().pods("blogsite.dev/track", "canary").size(),
          pods -> pods == 0);
    }
  }

  @Test
  void aVersionThatFailsPagesIsAborted() {
    abortsBecause("bad-errors", "availability");
  }

  @Test
  void aSlowVersionIsAborted() {
    abortsBecause("bad-latency", "latency");
  }

  @Test
  void aVersionThatHangsIsAborted() {
    abortsBecause("hang", "availability|latency");
  }

  @Test
  void aVersionThatCrashesIsAborted() {
    abortsBecause("crash", "crash|availability|not ready");
  }

  @Test
  void aVersionThatIsNeverReadyGetsNoReader() {
    try (var site = world.site("never")) {
      site.deploy("1.0.0");
      try (var readers = site.readers(RATE)) {
        site.api().spec("{\"rollout\":{\"progressDeadline\":\"20s\"}}");
        site.upgrade("never-ready");
        site.awaitRollout(1, "Aborted");
        var tally = readers.stop();
        site.expectNoFailure(tally);
        assertEquals(0, tally.on("canary"), tally::toString);
      }
      String message = site.api().rollouts().getLast().get("status", "message");
      assertTrue(
          message.matches(".*not ready within 20s: pod never-canary-.*it runs, but is not ready.*"),
          message);
    }
  }

  /**
   * Deploys a version, changes to another under readers, and expects that only its own answers
   * failed.
   *
   * @param reason part of what the site and its rollout say, as a regular expression
   */
  private void abortsBecause(String version, String reason) {
    var said = Pattern.compile(reason);
    try (var site = world.site(version)) {
      site.deploy("1.0.0");
      var stable = site.api().status("stableRevision");
      try (var readers = site.readers(RATE)) {
        site.upgrade(version);
        site.awaitRollout(1, "Aborted");
        var tally = readers.stop();
        assertEquals(0, tally.failures() - tally.failedOn("canary"), tally::toString);
      }
      assertEquals(stable, site.api().status("stableRevision"));
      assertTrue(said.matcher(site.api().summary()).find(), site.api()::summary);
      var rollout = site.api().rollouts().getLast();
      assertTrue(said.matcher(rollout.get("status", "message")).find(), rollout::toString);
    }
  }
}
