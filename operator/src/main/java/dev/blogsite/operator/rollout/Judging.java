package dev.blogsite.operator.rollout;

import dev.blogsite.operator.slo.Finding;
import dev.blogsite.operator.slo.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** A step whose split is in force, and that nothing speaks against so far. */
final class Judging {
  private Judging() {}

  static Decision next(Plan plan, Observed seen, Rollout rollout, Verdict verdict) {
    return Splits.enforce(seen, rollout)
        .or(() -> Canary.capacity(plan, seen, rollout))
        .orElseGet(() -> weigh(plan, seen, rollout, verdict));
  }

  private static Decision weigh(Plan plan, Observed seen, Rollout rollout, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Fail fail ->
          Retreat.begin(seen, rollout, fail, Reason.OBJECTIVE_VIOLATED, fail.because());
      // A person vouches for what is not known; the watch still takes its time.
      case Verdict.Unknown _ when rollout.promote() -> advance(plan, seen, rollout, verdict);
      case Verdict.Unknown unknown -> wait(plan, seen, rollout, unknown);
      case Verdict.Pass _ -> advance(plan, seen, rollout, verdict);
    };
  }

  private static Decision wait(Plan plan, Observed seen, Rollout rollout, Verdict.Unknown unknown) {
    return switch (unknown.why()) {
      case NO_LOOK -> hold(plan, seen, rollout, Reason.AWAITING_LOOK, unknown.because());
      case METRICS_MISSING -> hold(plan, seen, rollout, Reason.METRICS_MISSING, unknown.because());
      case BOTH_OUTSIDE -> hold(plan, seen, rollout, Reason.BOTH_OUTSIDE, unknown.because());
      case SUSPECTED -> hold(plan, seen, rollout, Reason.SUSPECTED, unknown.because());
      case WEIGHT_NOT_HONOURED ->
          hold(plan, seen, rollout, Reason.WEIGHT_NOT_HONOURED, unknown.because());
      case TOO_FEW_REQUESTS ->
          Quiet.next(plan, seen, rollout, unknown)
              .orElseGet(
                  () -> hold(plan, seen, rollout, Reason.TOO_FEW_REQUESTS, unknown.because()));
    };
  }

  private static Decision advance(Plan plan, Observed seen, Rollout rollout, Verdict verdict) {
    boolean watch = rollout.phase() == Phase.WATCHING;
    Duration least = watch ? plan.watch() : plan.interval();
    if (elapsed(seen, rollout).compareTo(least) < 0) {
      return hold(
          plan,
          seen,
          rollout,
          watch ? Reason.WATCH : Reason.INTERVAL,
          "%s of %s is not over".formatted(watch ? "watch" : "interval", Sayings.duration(least)));
    }
    if (plan.paused()) {
      return hold(plan, seen, rollout, Reason.PAUSED, "paused before the next step");
    }
    if (seen.canary().serving() < Canary.pods(plan, rollout)) {
      return hold(
          plan,
          seen,
          rollout,
          Reason.CANARY_NOT_READY,
          seen.canary().explain("canary pods are not ready"));
    }
    if (watch) {
      return Draft.of(rollout, seen.now())
          .report(verdict)
          .phase(Phase.PROMOTING)
          .split(Splits.nextEpoch(seen), Plan.ALL_PPM)
          .why("Promoting", "the watch was passed: " + verdict.because())
          .store(Decision.Change.PROMOTING);
    }
    Optional<String> uncertified = Certification.pending(plan, seen, rollout, verdict);
    if (uncertified.isPresent()) {
      return hold(plan, seen, rollout, Reason.CERTIFYING, uncertified.get());
    }
    return Draft.of(rollout, seen.now())
        .step(rollout.step() + 1, verdict)
        .phase(Phase.PREPARING)
        .why("StepPassed", passed(plan, rollout, verdict))
        .store(Decision.Change.STEP_PASSED);
  }

  private static String passed(Plan plan, Rollout rollout, Verdict verdict) {
    String sentence =
        "%s was passed: %s".formatted(Sayings.weight(rollout.weightPpm()), verdict.because());
    if (rollout.step() < plan.watchStep() - 1) {
      return sentence;
    }
    return sentence
        + verdict.findings().stream()
            .map(Certification::words)
            .flatMap(Optional::stream)
            .collect(Collectors.joining("; ", "; ", ""));
  }

  static Duration elapsed(Observed seen, Rollout rollout) {
    return Duration.between(Instant.ofEpochMilli(rollout.phaseSince()), seen.now());
  }

  /** For how long of the step the finding's requests have been counted. */
  static Duration counted(Observed seen, Rollout rollout, Finding finding) {
    Instant since = Instant.ofEpochMilli(Math.max(rollout.phaseSince(), finding.since()));
    return Duration.between(since, seen.now());
  }

  private static Decision hold(
      Plan plan, Observed seen, Rollout rollout, Reason reason, String because) {
    return new Decision.Hold(Steps.pause(plan, seen, rollout), reason, because);
  }
}
