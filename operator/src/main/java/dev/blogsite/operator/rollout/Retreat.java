package dev.blogsite.operator.rollout;

import dev.blogsite.operator.slo.Verdict;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes readers back to the old revision: what the stable track can carry at once, the rest as it
 * scales, all of it within the deadline. Then the canary goes.
 */
final class Retreat {
  /** Ten seconds of the thirty are left for the split to come in force. */
  private static final Duration AT_LATEST = Duration.ofSeconds(20);

  private static final Duration RECHECK = Duration.ofSeconds(1);

  private Retreat() {}

  /** Gives the canary up. */
  static Decision begin(Observed seen, Rollout rollout, Reason reason, String because) {
    return abort(Draft.of(rollout, seen.now()), reason, because);
  }

  /** The same, with the report of the step that decided it. */
  static Decision begin(
      Observed seen, Rollout rollout, Verdict verdict, Reason reason, String because) {
    return abort(
        Draft.of(rollout, seen.now()).verdict(verdict, true).report(verdict), reason, because);
  }

  /** A revision that was found bad, or that a person stopped, is refused from now on. */
  private static Decision abort(Draft draft, Reason reason, String because) {
    return draft
        .phase(Phase.ABORTING)
        .refuses(reason != Reason.CHANGED_BACK && reason != Reason.SUPERSEDED)
        .why(reason.word(), because)
        .store(Decision.Change.ABORTING);
  }

  static Decision next(Plan plan, Observed seen, Rollout rollout) {
    String home = rollout.from();
    Track stable = seen.stable();
    if (!stable.revision().equals(home)) {
      return new Decision.ApplyStable(
          home, plan.replicas(), "the stable track goes back to revision " + home);
    }
    int weightPpm = weightPpm(plan, seen, rollout);
    if (weightPpm < rollout.weightPpm()) {
      return Draft.of(rollout, seen.now())
          .split(Splits.nextEpoch(seen), weightPpm)
          .store(Decision.Change.WEIGHT);
    }
    Optional<Decision> split = Splits.enforce(seen, rollout);
    // Scaling is asked for as soon as the first shift is written, whether or not it is in force.
    if (split.isPresent() && !lagging(seen, rollout)) {
      return split.get();
    }
    if (stable.replicas() != plan.replicas()) {
      return new Decision.ApplyStable(
          home, plan.replicas(), "the stable track takes all readers back");
    }
    return split.orElseGet(() -> finish(seen, rollout));
  }

  private static Decision finish(Observed seen, Rollout rollout) {
    if (rollout.weightPpm() > 0) {
      return new Decision.Hold(
          RECHECK, Reason.STABLE_SCALING, "the stable track is scaling to take the rest back");
    }
    if (seen.canary().exists()) {
      return new Decision.RemoveCanary("it has no readers any more");
    }
    boolean superseded = rollout.reason().equals(Reason.SUPERSEDED.word());
    return Draft.of(rollout, seen.now())
        .phase(superseded ? Phase.SUPERSEDED : Phase.ABORTED)
        .store(superseded ? Decision.Change.SUPERSEDED : Decision.Change.ABORTED);
  }

  private static boolean lagging(Observed seen, Rollout rollout) {
    return seen.split().equals(Optional.of(rollout.split()));
  }

  /** The weight that the stable track cannot carry yet; never more than it is. */
  private static int weightPpm(Plan plan, Observed seen, Rollout rollout) {
    int serving = seen.stable().serving();
    long since = seen.now().toEpochMilli() - rollout.phaseSince();
    // By a clock that went back nobody can tell for how long readers have been waiting.
    boolean late = since < 0 || since >= AT_LATEST.toMillis();
    if (late || seen.canary().serving() == 0 || serving >= plan.replicas()) {
      return 0;
    }
    long missing = plan.replicas() - (long) serving;
    long rest = Math.ceilDiv(missing * Plan.ALL_PPM, plan.replicas());
    return (int) Math.min(rollout.weightPpm(), rest);
  }
}
