package dev.blogsite.operator.rollout;

import static dev.blogsite.operator.rollout.Decided.decide;
import static dev.blogsite.operator.rollout.Decided.stored;
import static dev.blogsite.operator.rollout.Plans.aPlan;
import static dev.blogsite.operator.rollout.Sights.aSight;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Routers learn of an objective's new threshold by a split of a later epoch. */
class ThresholdsTest {
  @Test
  void inMidStepTheEpochRisesAndTheWeightStays() {
    Plan plan = aPlan().build();
    Sights sight = aSight().rolling(plan, Phase.JUDGING, 1);
    sight.thresholdsTold = false;
    Rollout next = stored(decide(aPlan(), sight), Decision.Change.WEIGHT);
    assertEquals(6, next.epoch());
    assertEquals(plan.weightPpm(1), next.weightPpm());
    assertEquals(Phase.JUDGING, next.phase());
    sight.rollout = Optional.of(next);
    assertEquals(
        next.split(), assertInstanceOf(Decision.ShiftTo.class, decide(aPlan(), sight)).split());
  }

  @Test
  void anObjectiveThatIsCountedAnewDoesNotMakeTheSiteLookQuiet() {
    Plans plan = aPlan();
    plan.interval = Duration.ofHours(1);
    plan.minRequests = 5_000;
    FakeSite site = new FakeSite(1, plan.build(), 1_000);
    Replay replay =
        new Replay(site)
            .untilSettled()
            .then("the spec asks for bbbb", s -> s.desired = "bbbb")
            .until(Phase.JUDGING, 1)
            .pass(Duration.ofMinutes(59));
    plan.threshold = Duration.ofMillis(100);
    replay.then("latency is to be within 100 ms", s -> s.plan = plan.build()).untilSettled();
    assertEquals("bbbb", site.stable.revision);
    assertFalse(replay.story.toString().contains("StepMerged"), replay.story.toString());
  }

  @Test
  void whileNothingRollsOutASplitOfALaterEpochIsWritten() {
    Sights sight = aSight();
    sight.thresholdsTold = false;
    assertEquals(
        2, assertInstanceOf(Decision.ShiftTo.class, decide(aPlan(), sight)).split().epoch());
  }

  @Test
  void aSplitThatIsNotWrittenYetIsNotRaisedAgain() {
    Sights sight = aSight().rolling(aPlan().build(), Phase.SHIFTING, 1);
    sight.split = Optional.of(Split.allStable(4, "aaaa"));
    sight.routers = List.of(new RouterState("r-0", true, 4, 0, false));
    sight.thresholdsTold = false;
    assertEquals(
        5, assertInstanceOf(Decision.ShiftTo.class, decide(aPlan(), sight)).split().epoch());
  }
}
