package dev.blogsite.operator.rollout;

import static dev.blogsite.operator.rollout.Plans.aPlan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whole rollouts in seeded random order of events and faults; the seed is in each failure. */
class ReplaysTest {
  private static final int ROUNDS = 100;
  private static final double CRASHES = 0.15;

  private interface Round {
    void play(long seed);
  }

  private static void each(Round round) {
    for (long seed = 1; seed <= ROUNDS; seed++) {
      try {
        round.play(seed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("with seed " + seed, e);
      }
    }
  }

  private static Replay rollingOut(long seed, Plans plan, Behaviour behaviour) {
    plan.replicas = 1 + new Random(seed).nextInt(7);
    FakeSite site = new FakeSite(seed, plan.build(), 1000);
    site.behaviours.put("bbbb", behaviour);
    return new Replay(site)
        .withCrashes(CRASHES)
        .untilSettled()
        .then("one observation of twenty is blind", s -> s.blindness = 0.05)
        .then("the spec asks for bbbb", s -> s.desired = "bbbb");
  }

  private static void endsOn(Replay replay, String revision) {
    FakeSite site = replay.site;
    assertEquals(revision, site.stable.revision, replay.story.toString());
    assertEquals(site.plan.replicas(), site.stable.replicas);
    assertFalse(site.canary.exists);
    assertEquals(0, site.split.orElseThrow().weightPpm());
    site.routers.forEach(r -> assertEquals(0, r.weightPpm()));
  }

  @Test
  void aGoodVersionIsPromotedHoweverOftenTheOperatorDies() {
    each(seed -> endsOn(rollingOut(seed, aPlan(), Behaviour.GOOD).untilSettled(), "bbbb"));
  }

  @Test
  void aBadVersionIsAbortedHoweverOftenTheOperatorDies() {
    each(seed -> endsOn(rollingOut(seed, aPlan(), Behaviour.failing(0.05)).untilFailed(), "aaaa"));
  }

  @Test
  void aConfigThatIsRefusedIsAbortedHoweverOftenTheOperatorDies() {
    each(seed -> endsOn(rollingOut(seed, aPlan(), Behaviour.refusing("no")).untilFailed(), "aaaa"));
  }

  @Test
  void aQuietSiteIsJudgedByProbesHoweverOftenTheOperatorDies() {
    each(
        seed -> {
          Plans plan = aPlan();
          plan.minRequests = 500;
          FakeSite site = new FakeSite(seed, plan.build(), 0.01);
          endsOn(
              new Replay(site)
                  .withCrashes(CRASHES)
                  .untilSettled()
                  .then("the spec asks for bbbb", s -> s.desired = "bbbb")
                  .untilSettled(),
              "bbbb");
        });
  }

  @Test
  void anEventAtAnyMomentLeadsToTheEndThatTheSpecAsksFor() {
    each(
        seed -> {
          Random random = new Random(seed);
          Replay replay =
              rollingOut(seed, aPlan(), Behaviour.GOOD)
                  .pass(Duration.ofMillis(random.nextInt(600_000)));
          switch (random.nextInt(5)) {
            case 0 -> replay.then("the spec goes back", s -> s.desired = "aaaa");
            case 1 -> replay.then("the spec asks for cccc", s -> s.desired = "cccc");
            case 2 -> replay.then("more replicas are asked for", ReplaysTest::grow);
            case 3 -> replay.then("the steps are edited", ReplaysTest::edit);
            default ->
                replay.then(
                    "the status is erased",
                    s ->
                        s.rollout().filter(r -> !r.phase().over()).ifPresent(_ -> s.eraseStatus()));
          }
          endsOn(replay.untilSettled(), replay.site.desired);
        });
  }

  @Test
  void anAbortOnRequestAtAnyMomentEndsOnARevisionThatServes() {
    each(
        seed -> {
          Replay replay =
              rollingOut(seed, aPlan(), Behaviour.GOOD)
                  .pass(Duration.ofMillis(new Random(seed).nextInt(600_000)))
                  .then(
                      "a person asks for an abort",
                      s -> s.request = Optional.of(new Request(Request.Kind.ABORT, "true")))
                  .until(d -> d instanceof Decision.Settled || d instanceof Decision.Failed);
          assertEquals(Optional.empty(), replay.site.request);
          endsOn(replay, replay.site.stable.revision);
        });
  }

  @Test
  void allReadersAreBackWithinThirtySecondsOfAnAbort() {
    each(
        seed -> {
          Replay replay =
              rollingOut(seed, aPlan(), Behaviour.GOOD)
                  .withCrashes(0)
                  .then("all is seen again", s -> s.blindness = 0)
                  .until(Phase.WATCHING, 3)
                  .pass(Duration.ofSeconds(20))
                  .then(
                      "the stable pods take for ever",
                      s -> s.behaviours.put("aaaa", Behaviour.neverReady()))
                  .then("the spec goes back", s -> s.desired = "aaaa");
          Instant asked = replay.site.now;
          replay.until(_ -> replay.site.routers.stream().allMatch(r -> r.weightPpm() == 0));
          Duration took = Duration.between(asked, replay.site.now);
          assertEquals(-1, took.compareTo(Duration.ofSeconds(30)), "took " + took);
        });
  }

  private static void edit(FakeSite site) {
    Plans plan = aPlan();
    plan.replicas = site.plan.replicas();
    plan.stepsPpm = List.of(1_000, 2_000, 3_000, 4_000, 500_000);
    site.plan = plan.build();
  }

  private static void grow(FakeSite site) {
    Plans plan = aPlan();
    plan.replicas = site.plan.replicas() + 2;
    site.plan = plan.build();
  }
}
