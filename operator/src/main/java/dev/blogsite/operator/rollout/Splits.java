package dev.blogsite.operator.rollout;

import java.time.Duration;
import java.util.Optional;

/** What it takes to have a split in force. */
final class Splits {
  private static final Duration RETRY = Duration.ofSeconds(1);

  private Splits() {}

  /** An epoch above all that were seen. */
  static long nextEpoch(Observed seen) {
    return highestEpoch(seen) + 1;
  }

  static long highestEpoch(Observed seen) {
    long highest = seen.split().map(Split::epoch).orElse(0L);
    highest = Math.max(highest, seen.rollout().map(Rollout::epoch).orElse(0L));
    for (RouterState router : seen.routers()) {
      highest = Math.max(highest, router.epoch());
    }
    return highest;
  }

  /** The next act to put the rollout's split in force; empty when it is. */
  static Optional<Decision> enforce(Observed seen, Rollout rollout) {
    Split wanted = rollout.split();
    if (outrun(seen, wanted)) {
      return Optional.of(
          Draft.of(rollout, seen.now())
              .split(nextEpoch(seen), rollout.weightPpm())
              .why(
                  rollout.reason(),
                  seen.split().filter(wanted::equals).isPresent()
                      ? "the routers are to measure by other thresholds"
                      : "another split of this or a later epoch was found")
              .store(Decision.Change.WEIGHT));
    }
    if (!seen.split().equals(Optional.of(wanted))) {
      return Optional.of(
          new Decision.ShiftTo(wanted, Duration.ZERO, "the split is written and pushed"));
    }
    if (seen.routers().stream().allMatch(router -> router.follows(wanted))) {
      return Optional.empty();
    }
    return Optional.of(
        new Decision.ShiftTo(wanted, RETRY, "a router does not follow the split yet"));
  }

  /** The next act to have all readers on the stable track while nothing rolls out. */
  static Optional<Decision> enforceIdle(Observed seen, String stable) {
    Optional<Split> written =
        seen.split()
            .filter(s -> s.saysTheSameAs(Split.allStable(s.epoch(), stable)))
            .filter(s -> !outrun(seen, s));
    if (written.isEmpty()) {
      return Optional.of(
          new Decision.ShiftTo(
              Split.allStable(nextEpoch(seen), stable),
              Duration.ZERO,
              "all readers go to the stable track"));
    }
    // A router that cannot be reached reads the ConfigMap when it starts.
    Split wanted = written.get();
    return seen.routers().stream().allMatch(r -> !r.reachable() || r.follows(wanted))
        ? Optional.empty()
        : Optional.of(new Decision.ShiftTo(wanted, RETRY, "a router has an older split"));
  }

  /**
   * Whether somebody has a later epoch, or says something else in this one. Other thresholds are
   * something else: only by its epoch does a router tell which ones it measures by.
   */
  private static boolean outrun(Observed seen, Split wanted) {
    boolean written =
        seen.split()
            .map(
                s ->
                    s.epoch() > wanted.epoch()
                        || (s.epoch() == wanted.epoch()
                            && (!s.saysTheSameAs(wanted) || !seen.thresholdsTold())))
            .orElse(false);
    return written
        || seen.routers().stream()
            .filter(RouterState::reachable)
            .anyMatch(
                r ->
                    r.epoch() > wanted.epoch()
                        || (r.epoch() == wanted.epoch() && r.weightPpm() != wanted.weightPpm()));
  }
}
