package dev.blogsite.operator.rollout;

import static dev.blogsite.operator.rollout.Decided.decide;
import static dev.blogsite.operator.rollout.Decided.stored;
import static dev.blogsite.operator.rollout.Plans.aPlan;
import static dev.blogsite.operator.rollout.Sights.aSight;
import static dev.blogsite.operator.rollout.Sights.serving;
import static dev.blogsite.operator.rollout.Sights.starting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.operator.slo.Judge;
import dev.blogsite.operator.slo.Ledger;
import dev.blogsite.operator.slo.Look;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An operator takes over whose clock is behind that of the one before. */
class ClockTest {
  private static final Duration BEHIND = Duration.ofMinutes(5);

  /** A rollout in its second step, whose last look is in the future. */
  private static Sights judging(Plan plan) {
    Sights sight = aSight().rolling(plan, Phase.JUDGING, 1);
    Ledger open = Judge.open(Ledger.EMPTY, sight.now, plan.weightPpm(1));
    Ledger looked = Judge.fold(plan.rules(), open, new Look(sight.now, List.of()));
    sight.rollout = sight.rollout.map(r -> Draft.of(r, sight.now).ledger(looked).done());
    sight.now = sight.now.minus(BEHIND);
    return sight;
  }

  @Test
  void aLookTakenInTheFutureIsDueAgain() {
    Plan plan = aPlan().build();
    Sights sight = judging(plan);
    assertTrue(sight.rollout.orElseThrow().isLookDue(plan, sight.now));
    assertFalse(sight.rollout.orElseThrow().isLookDue(plan, Sights.NOW.plusSeconds(9)));
    assertTrue(sight.rollout.orElseThrow().isLookDue(plan, Sights.NOW.plusSeconds(10)));
  }

  @Test
  void aLookIsTakenAtOnceAndTheNextOneInTime() {
    Plans plan = aPlan();
    Sights sight = judging(plan.build());
    sight.look = Optional.of(new Look(sight.now, List.of()));
    Rollout looked = stored(decide(plan, sight), Decision.Change.LOOKED);
    assertEquals(sight.now.toEpochMilli(), looked.ledger().lastLook());
    assertFalse(looked.isLookDue(plan.build(), sight.now));
  }

  @Test
  void noPauseIsLongerThanALook() {
    Plans plan = aPlan();
    assertEquals(plan.build().look(), decide(plan, judging(plan.build())).recheckAfter());
  }

  @Test
  void anAbortDoesNotWaitForTheClockToCatchUp() {
    Plans plan = aPlan();
    Sights sight = aSight().rolling(plan.build(), Phase.ABORTING, 3);
    sight.stable = starting("aaaa", 4, Duration.ofSeconds(1));
    sight.canary = serving("bbbb", 4);
    sight.now = sight.now.minus(BEHIND);
    assertEquals(0, stored(decide(plan, sight), Decision.Change.WEIGHT).weightPpm());
  }
}
