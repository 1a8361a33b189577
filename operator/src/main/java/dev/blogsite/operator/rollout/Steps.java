package dev.blogsite.operator.rollout;

import dev.blogsite.operator.slo.Judge;
import dev.blogsite.operator.slo.Ledger;
import dev.blogsite.operator.slo.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Takes a canary through its steps and the watch, one act at a time. */
final class Steps {
  private static final long LEAST_PAUSE_MILLIS = 100;

  private Steps() {}

  static Decision next(Plan plan, Observed seen, Rollout rollout) {
    return leave(seen, rollout)
        .or(() -> look(plan, seen, rollout))
        .orElseGet(() -> judged(plan, seen, rollout));
  }

  /** Another revision is wanted. */
  private static Optional<Decision> leave(Observed seen, Rollout rollout) {
    if (seen.desired().equals(rollout.to())) {
      return Optional.empty();
    }
    return Optional.of(
        seen.desired().equals(rollout.from())
            ? Retreat.begin(
                seen, rollout, Reason.CHANGED_BACK, "the spec went back to the stable revision")
            : Retreat.begin(
                seen,
                rollout,
                Reason.SUPERSEDED,
                "the spec asks for revision %s now".formatted(seen.desired())));
  }

  private static Optional<Decision> look(Plan plan, Observed seen, Rollout rollout) {
    return seen.look()
        .filter(look -> rollout.wantsLooks())
        .filter(look -> look.time().toEpochMilli() != rollout.ledger().lastLook())
        .map(
            look -> {
              Ledger ledger = Judge.fold(plan.rules(), rollout.ledger(), look);
              Verdict verdict = Judge.verdict(plan.rules(), ledger);
              return Draft.of(rollout, seen.now())
                  .ledger(ledger)
                  .verdict(verdict, plan.paused())
                  .store(Decision.Change.LOOKED);
            });
  }

  private static Decision judged(Plan plan, Observed seen, Rollout rollout) {
    Verdict verdict = Judge.verdict(plan.rules(), rollout.ledger());
    if (verdict instanceof Verdict.Fail fail) {
      return Retreat.begin(seen, rollout, verdict, Reason.OBJECTIVE_VIOLATED, fail.because());
    }
    Optional<Decision> broken = Canary.broken(plan, seen, rollout, verdict);
    if (broken.isPresent()) {
      return broken.get();
    }
    if (givesUp(plan, seen, rollout, rollout.unknownSince())) {
      return inconclusive(plan, seen, rollout, verdict, rollout.verdictBecause());
    }
    if (rollout.promote() && rollout.step() < plan.watchStep() && !plan.paused()) {
      return Draft.of(rollout, seen.now())
          .step(plan.watchStep(), verdict)
          .phase(Phase.PREPARING)
          .why("PromoteRequested", "the remaining steps are skipped on request")
          .store(Decision.Change.STEP_PASSED);
    }
    return switch (rollout.phase()) {
      case PREPARING -> prepare(plan, seen, rollout);
      case SHIFTING -> shift(plan, seen, rollout, verdict);
      case JUDGING, WATCHING -> Judging.next(plan, seen, rollout, verdict);
      case PROMOTING, COMPLETING, ABORTING, PROMOTED, ABORTED, SUPERSEDED ->
          throw new IllegalStateException(
              "phase is %s; steps are taken from PREPARING to WATCHING".formatted(rollout.phase()));
    };
  }

  /** Whether it has been inconclusive for too long; a person who promotes vouches for that. */
  private static boolean givesUp(Plan plan, Observed seen, Rollout rollout, long since) {
    return switch (plan.onInconclusive()) {
      case HOLD -> false;
      case ABORT ->
          !rollout.promote()
              && since > 0
              && Duration.between(Instant.ofEpochMilli(since), seen.now())
                      .compareTo(plan.inconclusiveDeadline())
                  > 0;
    };
  }

  /** Capacity before weight. */
  private static Decision prepare(Plan plan, Observed seen, Rollout rollout) {
    Optional<Decision> capacity = Canary.capacity(plan, seen, rollout);
    if (capacity.isPresent()) {
      return capacity.get();
    }
    if (seen.canary().serving() < Canary.pods(plan, rollout)) {
      return new Decision.Hold(
          plan.patience(),
          Reason.CANARY_NOT_READY,
          seen.canary().explain("canary pods are not ready"));
    }
    if (plan.paused()) {
      return new Decision.Hold(
          pause(plan, seen, rollout), Reason.PAUSED, "paused before the next weight");
    }
    int weightPpm = plan.weightPpm(rollout.step());
    return Draft.of(rollout, seen.now())
        .phase(Phase.SHIFTING)
        .split(Splits.nextEpoch(seen), weightPpm)
        .ledger(Judge.open(rollout.ledger(), seen.now(), weightPpm))
        .why("Shifting", "the canary is to have %s".formatted(Sayings.weight(weightPpm)))
        .store(Decision.Change.WEIGHT);
  }

  private static Decision shift(Plan plan, Observed seen, Rollout rollout, Verdict verdict) {
    Optional<Decision> split =
        Splits.enforce(seen, rollout).or(() -> routerless(plan, seen, rollout));
    if (split.isPresent()) {
      Decision next = split.get();
      // Before the first split is in force no look is taken, so no verdict keeps the time.
      boolean tooLong =
          next.waitsFor().isPresent()
              && !plan.paused()
              && givesUp(plan, seen, rollout, rollout.phaseSince());
      return tooLong ? inconclusive(plan, seen, rollout, verdict, next.because()) : next;
    }
    boolean watch = rollout.step() >= plan.watchStep();
    return Draft.of(rollout, seen.now())
        .phase(watch ? Phase.WATCHING : Phase.JUDGING)
        .ledger(Judge.inForce(rollout.ledger(), seen.now()))
        .why(
            watch ? "Watching" : "Judging",
            "the canary has %s".formatted(Sayings.weight(rollout.weightPpm())))
        .store(Decision.Change.STEP_OPENED);
  }

  private static Optional<Decision> routerless(Plan plan, Observed seen, Rollout rollout) {
    return seen.routers().isEmpty()
        ? Optional.of(
            new Decision.Hold(
                pause(plan, seen, rollout), Reason.SPLIT_NOT_IN_FORCE, "no router is running"))
        : Optional.empty();
  }

  private static Decision inconclusive(
      Plan plan, Observed seen, Rollout rollout, Verdict verdict, String why) {
    String deadline = Sayings.duration(plan.inconclusiveDeadline());
    return Retreat.begin(
        seen,
        rollout,
        verdict,
        Reason.INCONCLUSIVE,
        "no verdict for %s: %s".formatted(deadline, why));
  }

  /** Until the next look is due; a look's time when none is taken yet. */
  static Duration pause(Plan plan, Observed seen, Rollout rollout) {
    if (!rollout.wantsLooks()) {
      return plan.look();
    }
    long since = seen.now().toEpochMilli() - rollout.ledger().lastLook();
    // The last look is in the future when the clock went back.
    return Duration.ofMillis(
        Math.clamp(plan.look().toMillis() - since, LEAST_PAUSE_MILLIS, plan.look().toMillis()));
  }
}
