package dev.blogsite.operator.rollout;

import static dev.blogsite.operator.rollout.Plans.aPlan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A plan that is paused in mid-step. */
class PauseTest {
  private final Plans plan = aPlan();
  private final FakeSite site = new FakeSite(1, plan.build(), 1_000);
  private final Replay replay =
      new Replay(site)
          .untilSettled()
          .then("the spec asks for bbbb", s -> s.desired = "bbbb")
          .until(Phase.JUDGING, 1);

  private Replay pause(boolean paused) {
    plan.paused = paused;
    return replay.then(paused ? "it is paused" : "it goes on", s -> s.plan = plan.build());
  }

  private Rollout rollout() {
    return site.rollout().orElseThrow();
  }

  @Test
  void judgingGoesOnAndNoStepIsTaken() {
    pause(true).pass(Duration.ofHours(1));
    assertEquals(Phase.JUDGING, rollout().phase());
    assertEquals(1, rollout().step());
    assertEquals(50_000, rollout().weightPpm());
    assertEquals("Pass", rollout().verdict());
    assertEquals(360, rollout().ledger().looks(), 5);
    assertTrue(replay.story.toString().contains("hold Paused: paused before the next step"));
  }

  @Test
  void aFailStillAborts() {
    pause(true)
        .pass(Duration.ofMinutes(5))
        .then("bbbb begins to fail", s -> s.behaviours.put("bbbb", Behaviour.failing(0.05)))
        .untilFailed();
    assertEquals("aaaa", site.stable.revision);
    assertFalse(site.canary.exists);
  }

  @Test
  void aChangeBackStillAborts() {
    pause(true).then("the spec goes back", s -> s.desired = "aaaa").untilSettled();
    assertEquals("aaaa", site.stable.revision);
  }

  @Test
  void itGoesOnWhereItWas() {
    pause(true).pass(Duration.ofHours(1));
    pause(false).untilSettled();
    assertEquals("bbbb", site.stable.revision);
    assertEquals(1, site.number);
  }

  @Test
  void timeInAPauseIsNoTimeWithoutAVerdict() {
    plan.onInconclusive = Plan.OnInconclusive.ABORT;
    site.traffic.metricsDown = true;
    pause(true).pass(Duration.ofHours(1));
    assertEquals(Phase.JUDGING, rollout().phase());
    pause(false).pass(Duration.ofMinutes(29));
    assertEquals(Phase.JUDGING, rollout().phase());
    replay.untilFailed();
    assertEquals("Inconclusive", rollout().reason());
  }
}
