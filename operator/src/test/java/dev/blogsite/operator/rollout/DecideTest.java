package dev.blogsite.operator.rollout;

import static dev.blogsite.operator.rollout.Decided.decide;
import static dev.blogsite.operator.rollout.Decided.held;
import static dev.blogsite.operator.rollout.Decided.stored;
import static dev.blogsite.operator.rollout.Plans.aPlan;
import static dev.blogsite.operator.rollout.Sights.aSight;
import static dev.blogsite.operator.rollout.Sights.crashing;
import static dev.blogsite.operator.rollout.Sights.starting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecideTest {
  @Test
  void doesNothingOnASettledSite() {
    assertInstanceOf(Decision.Settled.class, decide(aPlan(), aSight()));
  }

  @Test
  void scalesTheStableTrackWithoutACanary() {
    Plans plan = aPlan();
    plan.replicas = 6;
    assertEquals(
        6, assertInstanceOf(Decision.ApplyStable.class, decide(plan, aSight())).replicas());
  }

  @Test
  void aRouterThatStartedWithAnOlderSplitIsToldTheNewOne() {
    Sights sight = aSight();
    sight.split = Optional.of(Split.allStable(7, "aaaa"));
    assertEquals(
        7, assertInstanceOf(Decision.ShiftTo.class, decide(aPlan(), sight)).split().epoch());
  }

  @Test
  void aFirstDeploymentThatCrashesFailsWithoutACanary() {
    Sights sight = aSight();
    sight.established = false;
    sight.stable = crashing("aaaa", 4, "exit code 1, three times");
    Decision.Failed failed = assertInstanceOf(Decision.Failed.class, decide(aPlan(), sight));
    assertEquals(Reason.DEPLOYMENT_FAILED, failed.reason());
    assertTrue(failed.because().contains("exit code 1"));
  }

  @Test
  void aFirstDeploymentThatFailedIsReplacedByTheNextSpec() {
    Sights sight = aSight();
    sight.established = false;
    sight.stable = crashing("aaaa", 4, "exit code 1");
    sight.desired = "bbbb";
    assertEquals(
        "bbbb", assertInstanceOf(Decision.ApplyStable.class, decide(aPlan(), sight)).revision());
  }

  @Test
  void aLostStableTrackComesBackAsItWasAfterARefusal() {
    Plan plan = aPlan().build();
    Sights sight = aSight().rolling(plan, Phase.ABORTED, 0);
    sight.rollout = sight.rollout.map(r -> Draft.of(r, sight.now).refuses(true).done());
    sight.stable = Track.ABSENT;
    sight.canary = Track.ABSENT;
    sight.established = false;
    assertEquals(
        "aaaa",
        assertInstanceOf(Decision.ApplyStable.class, Rollouts.decide(plan, sight.build()))
            .revision());
  }

  @Test
  void aRolloutDoesNotBeginWhilePaused() {
    Plans plan = aPlan();
    plan.paused = true;
    Sights sight = aSight();
    sight.desired = "bbbb";
    held(decide(plan, sight), Reason.PAUSED);
  }

  @Test
  void aRefusedRevisionStaysRefusedThoughItsRecordIsGone() {
    Sights sight = aSight();
    sight.desired = "bbbb";
    sight.refused = Optional.of("bbbb");
    assertEquals(
        Reason.REVISION_REFUSED,
        assertInstanceOf(Decision.Failed.class, decide(aPlan(), sight)).reason());
  }

  @Test
  void aRetryTriesARefusedRevisionAgain() {
    Sights sight = aSight().asking(Request.Kind.RETRY, "1");
    sight.desired = "bbbb";
    sight.refused = Optional.of("bbbb");
    stored(decide(aPlan(), sight), Decision.Change.STARTED);
  }

  @Test
  void aRetryInMidAbortWaitsForItsEndAndTriesAgainThen() {
    Plan plan = aPlan().build();
    Sights sight = aSight().rolling(plan, Phase.ABORTING, 0).asking(Request.Kind.RETRY, "1");
    sight.rollout =
        sight.rollout.map(
            r ->
                Draft.of(r, sight.now)
                    .refuses(true)
                    .why(Reason.REQUESTED.word(), "a person asked for it")
                    .split(5, 0)
                    .done());
    sight.split = sight.rollout.map(Rollout::split);
    sight.routers = List.of(new RouterState("r-0", true, 5, 0, false));
    assertInstanceOf(Decision.RemoveCanary.class, Rollouts.decide(plan, sight.build()));
    sight.canary = Track.ABSENT;
    Rollout aborted = stored(Rollouts.decide(plan, sight.build()), Decision.Change.ABORTED);
    sight.rollout = Optional.of(aborted);
    Rollout retried = stored(Rollouts.decide(plan, sight.build()), Decision.Change.STARTED);
    assertEquals("bbbb", retried.to());
    sight.rollout = Optional.of(retried);
    assertTrue(
        assertInstanceOf(Decision.Answer.class, Rollouts.decide(plan, sight.build())).accepted());
  }

  @Test
  void aRetryOfNothingIsAnswered() {
    Decision.Answer answer =
        assertInstanceOf(
            Decision.Answer.class, decide(aPlan(), aSight().asking(Request.Kind.RETRY, "1")));
    assertFalse(answer.accepted());
  }

  @Test
  void aRefusalIsForgottenOnceTheSpecWentBack() {
    Plan plan = aPlan().build();
    Sights sight = aSight().rolling(plan, Phase.ABORTED, 0);
    sight.rollout = sight.rollout.map(r -> Draft.of(r, sight.now).refuses(true).split(5, 0).done());
    sight.split = sight.rollout.map(Rollout::split);
    sight.routers = List.of(new RouterState("r-0", true, 5, 0, false));
    sight.canary = Track.ABSENT;
    sight.desired = "aaaa";
    assertFalse(stored(Rollouts.decide(plan, sight.build()), Decision.Change.FORGIVEN).refuses());
  }

  @Test
  void aPromotionThatNamesAnotherRevisionIsRefused() {
    Sights sight =
        aSight().rolling(aPlan().build(), Phase.JUDGING, 0).asking(Request.Kind.PROMOTE, "cccc");
    Decision.Answer answer = assertInstanceOf(Decision.Answer.class, decide(aPlan(), sight));
    assertFalse(answer.accepted());
    assertTrue(answer.because().contains("must be the revision that rolls out, \"bbbb\""));
  }

  @Test
  void aPromotionSkipsTheStepsButNotTheWatch() {
    Plan plan = aPlan().build();
    Sights sight = aSight().rolling(plan, Phase.JUDGING, 0).asking(Request.Kind.PROMOTE, "bbbb");
    Rollout asked = stored(Rollouts.decide(plan, sight.build()), Decision.Change.SKIPPED);
    sight.rollout = Optional.of(asked);
    assertTrue(
        assertInstanceOf(Decision.Answer.class, Rollouts.decide(plan, sight.build())).accepted());
    sight.request = Optional.empty();
    Rollout next = stored(Rollouts.decide(plan, sight.build()), Decision.Change.STEP_PASSED);
    assertEquals(plan.watchStep(), next.step());
    assertEquals(Phase.PREPARING, next.phase());
  }

  @Test
  void anAbortOnRequestIsStoredFirstAndAnsweredThen() {
    Plan plan = aPlan().build();
    Sights sight = aSight().rolling(plan, Phase.JUDGING, 1).asking(Request.Kind.ABORT, "true");
    Rollout aborting = stored(Rollouts.decide(plan, sight.build()), Decision.Change.ABORTING);
    assertTrue(aborting.refuses());
    sight.rollout = Optional.of(aborting);
    assertTrue(
        assertInstanceOf(Decision.Answer.class, Rollouts.decide(plan, sight.build())).accepted());
  }

  @Test
  void anAbortOfNothingIsAnswered() {
    assertFalse(
        assertInstanceOf(
                Decision.Answer.class, decide(aPlan(), aSight().asking(Request.Kind.ABORT, "true")))
            .accepted());
  }

  @Test
  void aCanaryThatCrashesIsAbortedInAnyStep() {
    for (Phase phase : List.of(Phase.PREPARING, Phase.SHIFTING, Phase.JUDGING)) {
      Sights sight = aSight().rolling(aPlan().build(), phase, 1);
      sight.canary = crashing("bbbb", 1, "out of memory");
      Rollout aborting = stored(decide(aPlan(), sight), Decision.Change.ABORTING);
      assertEquals("CanaryCrashed", aborting.reason());
    }
  }

  @Test
  void aCanaryThatLosesItsReadinessForLongIsAborted() {
    Sights sight = aSight().rolling(aPlan().build(), Phase.JUDGING, 1);
    sight.canary = starting("bbbb", 1, Duration.ofMinutes(11));
    assertEquals(
        "CanaryNotReady", stored(decide(aPlan(), sight), Decision.Change.ABORTING).reason());
  }

  @Test
  void aCanaryThatSomebodyDeletedIsMadeAgain() {
    Sights sight = aSight().rolling(aPlan().build(), Phase.JUDGING, 1);
    sight.canary = Track.ABSENT;
    assertInstanceOf(Decision.ApplyCanary.class, decide(aPlan(), sight));
  }

  @Test
  void anotherSplitOfTheSameEpochIsOverruledByALaterOne() {
    Sights sight = aSight().rolling(aPlan().build(), Phase.JUDGING, 1);
    sight.routers = List.of(new RouterState("r-0", true, 5, 999_999, false));
    assertEquals(6, stored(decide(aPlan(), sight), Decision.Change.WEIGHT).epoch());
  }

  @Test
  void aRouterWhoseLeaseRanOutIsPushedAgain() {
    Sights sight = aSight().rolling(aPlan().build(), Phase.JUDGING, 1);
    sight.routers = List.of(new RouterState("r-0", true, 5, 50_000, true));
    assertEquals(
        5, assertInstanceOf(Decision.ShiftTo.class, decide(aPlan(), sight)).split().epoch());
  }

  @Test
  void aLeaseThatRunsOutWhileNothingRollsOutIsLeftAlone() {
    Sights sight = aSight();
    sight.routers = List.of(new RouterState("r-0", true, 1, 0, true));
    assertInstanceOf(Decision.Settled.class, decide(aPlan(), sight));
  }

  @Test
  void anAbortInMidPromotionBringsTheOldRevisionBackFirst() {
    Plan plan = aPlan().build();
    Sights sight = aSight().rolling(plan, Phase.PROMOTING, 3).asking(Request.Kind.ABORT, "true");
    sight.stable = starting("bbbb", 4, Duration.ofSeconds(3));
    Rollout aborting = stored(Rollouts.decide(plan, sight.build()), Decision.Change.ABORTING);
    sight.rollout = Optional.of(aborting);
    sight.request = Optional.empty();
    assertEquals(
        "aaaa",
        assertInstanceOf(Decision.ApplyStable.class, Rollouts.decide(plan, sight.build()))
            .revision());
  }

  @Test
  void aCanaryWithReadersThatNobodyWantsIsAborted() {
    Sights sight = aSight().rolling(aPlan().build(), Phase.JUDGING, 1);
    sight.rollout = Optional.empty();
    sight.desired = "cccc";
    Rollout rebuilt = stored(decide(aPlan(), sight), Decision.Change.RECOVERED);
    assertEquals(Phase.ABORTING, rebuilt.phase());
    assertEquals("bbbb", rebuilt.to());
    assertEquals(5, rebuilt.epoch());
  }

  @Test
  void aLookIsASixthOfTheIntervalFromOneToTenSeconds() {
    Plans plan = aPlan();
    plan.interval = Duration.ofSeconds(3);
    assertEquals(Duration.ofSeconds(1), plan.build().look());
    plan.interval = Duration.ofSeconds(30);
    assertEquals(Duration.ofSeconds(5), plan.build().look());
    plan.interval = Duration.ofMinutes(5);
    assertEquals(Duration.ofSeconds(10), plan.build().look());
  }
}
