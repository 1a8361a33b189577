package dev.blogsite.operator.rollout;

import static dev.blogsite.operator.rollout.Plans.aPlan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whole rollouts, told as stories and compared with those that are checked in. */
class StoriesTest {
  private static Replay deployed(Plans plan, double perSecond) {
    return new Replay(new FakeSite(1, plan.build(), perSecond)).untilSettled();
  }

  private static Replay rollingOut(Plans plan, double perSecond, Behaviour behaviour) {
    return deployed(plan, perSecond)
        .then(
            "the spec asks for bbbb",
            site -> {
              site.behaviours.put("bbbb", behaviour);
              site.desired = "bbbb";
            });
  }

  @Test
  void promotesAGoodVersion() {
    Replay replay = rollingOut(aPlan(), 1000, Behaviour.GOOD).untilSettled();
    assertEquals("bbbb", replay.site.stable.revision);
    Golden.compare("good", replay.story);
  }

  @Test
  void abortsAVersionThatFailsRequests() {
    Replay replay = rollingOut(aPlan(), 1000, Behaviour.failing(0.05)).untilFailed();
    assertEquals("aaaa", replay.site.stable.revision);
    assertFalse(replay.site.canary.exists);
    Golden.compare("bad-by-errors", replay.story);
  }

  @Test
  void abortsAConfigThatThePodsRefuse() {
    Replay replay =
        rollingOut(aPlan(), 1000, Behaviour.refusing("config.yaml: language is \"xx\""))
            .untilFailed();
    Golden.compare("bad-config", replay.story);
  }

  @Test
  void abortsAVersionWhosePodsAreNeverReady() {
    Replay replay = rollingOut(aPlan(), 1000, Behaviour.neverReady()).untilFailed();
    Golden.compare("never-ready", replay.story);
  }

  @Test
  void replacesACanaryThatIsSuperseded() {
    Replay replay =
        rollingOut(aPlan(), 1000, Behaviour.GOOD)
            .until(Phase.JUDGING, 1)
            .then("the spec asks for cccc", site -> site.desired = "cccc")
            .untilSettled();
    assertEquals("cccc", replay.site.stable.revision);
    Golden.compare("superseded", replay.story);
  }

  @Test
  void abortsAtOnceWhenTheSpecGoesBack() {
    Replay replay =
        rollingOut(aPlan(), 1000, Behaviour.GOOD)
            .until(Phase.WATCHING, 3)
            .pass(Duration.ofSeconds(30))
            .then("the spec goes back to aaaa", site -> site.desired = "aaaa")
            .untilSettled();
    assertEquals("aaaa", replay.site.stable.revision);
    Golden.compare("changed-back", replay.story);
  }

  @Test
  void judgesAQuietSiteByProbes() {
    Plans plan = aPlan();
    plan.minRequests = 500;
    Replay replay = rollingOut(plan, 0.01, Behaviour.GOOD).untilSettled();
    assertEquals("bbbb", replay.site.stable.revision);
    Golden.compare("quiet", replay.story);
  }

  @Test
  void findsItsWayBackWhenTheStatusIsErased() {
    Replay replay =
        rollingOut(aPlan(), 1000, Behaviour.GOOD)
            .until(Phase.JUDGING, 1)
            .pass(Duration.ofSeconds(20))
            .then("the rollout's status is erased", FakeSite::eraseStatus)
            .untilSettled();
    assertEquals("bbbb", replay.site.stable.revision);
    assertEquals(1, replay.site.number);
    Golden.compare("status-erased", replay.story);
  }

  @Test
  void holdsWhileTheMetricsAreDown() {
    Replay replay =
        rollingOut(aPlan(), 1000, Behaviour.GOOD)
            .until(Phase.JUDGING, 1)
            .then("the routers' metrics cannot be read", site -> site.traffic.metricsDown = true)
            .pass(Duration.ofHours(2))
            .then("they can be read again", site -> site.traffic.metricsDown = false)
            .untilSettled();
    assertEquals("bbbb", replay.site.stable.revision);
    Golden.compare("metrics-down", replay.story);
  }
}
