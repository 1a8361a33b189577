package dev.blogsite.operator.rollout;

import java.util.Optional;

/**
 * Makes the proven revision stable: all readers on the canary while the stable track takes the
 * revision, then back, then the canary goes. Nothing is judged here: there is no baseline any more.
 */
final class Promotion {
  private Promotion() {}

  static Decision promoting(Plan plan, Observed seen, Rollout rollout) {
    if (seen.desired().equals(rollout.from()) && !rollout.from().equals(rollout.to())) {
      return Retreat.begin(
          seen, rollout, Reason.CHANGED_BACK, "the spec went back to the stable revision");
    }
    Optional<Decision> split = Splits.enforce(seen, rollout);
    if (split.isPresent()) {
      return split.get();
    }
    int all = plan.replicas();
    if (rollout.weightPpm() > 0 && !seen.canary().asksFor(rollout.to(), all)) {
      return new Decision.ApplyCanary(rollout.to(), all, "the canary carries all readers");
    }
    if (!seen.stable().asksFor(rollout.to(), all)) {
      return new Decision.ApplyStable(
          rollout.to(), all, "the stable track takes revision " + rollout.to());
    }
    if (seen.stable().serving() < all) {
      return new Decision.Hold(
          plan.patience(), Reason.STABLE_NOT_READY, "stable pods are taking the new revision");
    }
    return Draft.of(rollout, seen.now())
        .phase(Phase.COMPLETING)
        .split(Splits.nextEpoch(seen), 0)
        .why("Completing", "the stable track has the new revision and takes all readers")
        .store(Decision.Change.COMPLETING);
  }

  static Decision completing(Observed seen, Rollout rollout) {
    return Splits.enforce(seen, rollout)
        .orElseGet(
            () ->
                seen.canary().exists()
                    ? new Decision.RemoveCanary("it has no readers any more")
                    : Draft.of(rollout, seen.now())
                        .phase(Phase.PROMOTED)
                        .why("Promoted", "revision %s is stable".formatted(rollout.to()))
                        .store(Decision.Change.PROMOTED));
  }
}
