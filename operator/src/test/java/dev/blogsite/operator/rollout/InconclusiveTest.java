package dev.blogsite.operator.rollout;

import static dev.blogsite.operator.rollout.Decided.decide;
import static dev.blogsite.operator.rollout.Decided.held;
import static dev.blogsite.operator.rollout.Decided.stored;
import static dev.blogsite.operator.rollout.Plans.aPlan;
import static dev.blogsite.operator.rollout.Sights.aSight;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.operator.slo.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** No verdict for long, or no split that could bring one. */
class InconclusiveTest {
  private static final Verdict UNKNOWN =
      new Verdict.Unknown(Verdict.Why.METRICS_MISSING, "no answer", List.of());

  @Test
  void noVerdictForLongAbortsWhereThePlanSaysSo() {
    Plans plan = aPlan();
    plan.onInconclusive = Plan.OnInconclusive.ABORT;
    Sights sight = aSight().rolling(plan.build(), Phase.JUDGING, 1);
    var unknown = new Verdict.Unknown(Verdict.Why.METRICS_MISSING, "no answer", List.of());
    sight.rollout = sight.rollout.map(r -> Draft.of(r, sight.now).verdict(unknown, false).done());
    sight.now = sight.now.plus(Duration.ofMinutes(30));
    held(decide(plan, sight), Reason.AWAITING_LOOK);
    sight.now = sight.now.plus(Duration.ofSeconds(1));
    Rollout aborting = stored(decide(plan, sight), Decision.Change.ABORTING);
    assertEquals("Inconclusive", aborting.reason());
    assertTrue(aborting.because().contains("no answer"));
    plan.onInconclusive = Plan.OnInconclusive.HOLD;
    held(decide(plan, sight), Reason.AWAITING_LOOK);
  }

  @Test
  void aPauseStopsTheClockOfNoVerdict() {
    var unknown = new Verdict.Unknown(Verdict.Why.METRICS_MISSING, "no answer", List.of());
    Rollout rollout = aSight().rolling(aPlan().build(), Phase.JUDGING, 1).rollout.orElseThrow();
    Rollout waiting = Draft.of(rollout, Sights.NOW).verdict(unknown, false).done();
    assertEquals(Sights.NOW.toEpochMilli(), waiting.unknownSince());
    assertEquals(0, Draft.of(waiting, Sights.NOW).verdict(unknown, true).done().unknownSince());
  }

  @Test
  void aPromotionOnRequestIsNotGivenUpForWantOfAVerdict() {
    Plans plan = aPlan();
    plan.onInconclusive = Plan.OnInconclusive.ABORT;
    plan.watch = Duration.ofHours(1);
    Sights sight = aSight().rolling(plan.build(), Phase.WATCHING, 3);
    sight.rollout =
        sight.rollout.map(r -> Draft.of(r, sight.now).promote().verdict(UNKNOWN, false).done());
    sight.now = sight.now.plus(Duration.ofMinutes(31));
    held(decide(plan, sight), Reason.WATCH);
    sight.now = sight.now.plus(Duration.ofMinutes(30));
    stored(decide(plan, sight), Decision.Change.PROMOTING);
  }

  /** A first weight that one router does not follow, since so long. */
  private static Sights shifting(Plans plan, Duration since) {
    plan.onInconclusive = Plan.OnInconclusive.ABORT;
    Sights sight = aSight().rolling(plan.build(), Phase.SHIFTING, 0);
    sight.routers = List.of(new RouterState("r-0", true, 4, 0, false));
    sight.now = sight.now.plus(since);
    return sight;
  }

  @Test
  void aSplitThatIsNotInForceForLongAbortsWhereThePlanSaysSo() {
    Plans plan = aPlan();
    assertInstanceOf(Decision.ShiftTo.class, decide(plan, shifting(plan, Duration.ofMinutes(30))));
    Sights late = shifting(plan, Duration.ofMinutes(31));
    Rollout aborting = stored(decide(plan, late), Decision.Change.ABORTING);
    assertEquals("Inconclusive", aborting.reason());
    assertTrue(aborting.because().contains("a router does not follow the split"));
    late.routers = List.of();
    stored(decide(plan, late), Decision.Change.ABORTING);
    plan.onInconclusive = Plan.OnInconclusive.HOLD;
    held(decide(plan, late), Reason.SPLIT_NOT_IN_FORCE);
  }

  @Test
  void aPauseDoesNotAbortASplitThatIsNotInForce() {
    Plans plan = aPlan();
    plan.paused = true;
    assertInstanceOf(Decision.ShiftTo.class, decide(plan, shifting(plan, Duration.ofHours(2))));
  }

  @Test
  void aRouterThatDoesNotFollowIsWhatTheRolloutWaitsFor() {
    Plans plan = aPlan();
    Sights sight = shifting(plan, Duration.ofSeconds(5));
    assertEquals(Optional.of(Reason.SPLIT_NOT_IN_FORCE), decide(plan, sight).waitsFor());
    sight.split = Optional.of(Split.allStable(4, "aaaa"));
    assertEquals(Optional.empty(), decide(plan, sight).waitsFor());
  }

  @Test
  void noWeightIsCountedAsGivenWithoutARouter() {
    Sights sight = aSight().rolling(aPlan().build(), Phase.SHIFTING, 1);
    sight.routers = List.of();
    held(decide(aPlan(), sight), Reason.SPLIT_NOT_IN_FORCE);
  }
}
