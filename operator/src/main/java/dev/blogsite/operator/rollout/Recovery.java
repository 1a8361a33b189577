package dev.blogsite.operator.rollout;

import java.util.Optional;

/**
 * Finds the way back when a rollout's record was lost but its canary still has readers: the cluster
 * says what is stable, what is tried and with which weight; only the step's evidence is gone.
 */
final class Recovery {
  private Recovery() {}

  /** The rebuilt record of a canary that has readers without one; empty when there is none. */
  static Optional<Decision> strayOf(Plan plan, Observed seen) {
    Optional<Split> split = seen.split().filter(s -> s.weightPpm() > 0 && !s.canary().isEmpty());
    if (split.isEmpty()) {
      return Optional.empty();
    }
    Rollout rollout = rebuilt(plan, seen, split.get());
    return Optional.of(
        new Decision.Store(
            rollout,
            Decision.Change.RECOVERED,
            "the record of the rollout to %s was lost and is rebuilt".formatted(rollout.to())));
  }

  private static Rollout rebuilt(Plan plan, Observed seen, Split split) {
    String home = seen.stable().revision();
    String tried = split.canary();
    if (tried.equals(home)) {
      // The stable track has the canary's revision: it was being promoted.
      return Idle.blank(
          seen, split.stable(), tried, Phase.PROMOTING, plan.watchStep(), split.weightPpm());
    }
    boolean wanted = tried.equals(seen.desired()) && !Idle.refuses(seen);
    return Idle.blank(
        seen,
        home,
        tried,
        wanted ? Phase.PREPARING : Phase.ABORTING,
        step(plan, split.weightPpm()),
        split.weightPpm());
  }

  /** The last step whose weight is not above this one. */
  private static int step(Plan plan, int weightPpm) {
    int step = 0;
    while (step < plan.watchStep() && plan.weightPpm(step + 1) <= weightPpm) {
      step++;
    }
    return step;
  }
}
