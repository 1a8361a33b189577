package dev.blogsite.operator.rollout;

import dev.blogsite.operator.slo.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the tracks' pods say of themselves, and how many of them there have to be. */
final class Canary {
  private Canary() {}

  /** The abort of a canary whose pods refuse their set, crash, or do not become ready. */
  static Optional<Decision> broken(Plan plan, Observed seen, Rollout rollout, Verdict verdict) {
    Track canary = seen.canary();
    if (!canary.revision().equals(rollout.to())) {
      return Optional.empty();
    }
    if (canary.refused().isPresent()) {
      return Optional.of(
          Retreat.begin(
              seen,
              rollout,
              verdict,
              Reason.CONFIG_REFUSED,
              "the canary refused its set: " + canary.refused().get()));
    }
    if (canary.crashing().isPresent()) {
      return Optional.of(
          Retreat.begin(
              seen,
              rollout,
              verdict,
              Reason.CANARY_CRASHED,
              "canary pods crash: " + canary.crashing().get()));
    }
    if (unready(rollout, seen).compareTo(plan.progressDeadline()) > 0) {
      return Optional.of(
          Retreat.begin(
              seen,
              rollout,
              verdict,
              Reason.CANARY_NOT_READY,
              canary.explain(
                  "canary pods were not ready within "
                      + Sayings.duration(plan.progressDeadline()))));
    }
    return Optional.empty();
  }

  private static Duration unready(Rollout rollout, Observed seen) {
    Duration unready = seen.canary().unreadyFor();
    if (rollout.phase() != Phase.PREPARING || unready.isZero()) {
      return unready;
    }
    // A pod of an earlier step may have been unready long before this one asked for more.
    Duration inPhase = Duration.between(Instant.ofEpochMilli(rollout.phaseSince()), seen.now());
    return inPhase.compareTo(unready) < 0 ? inPhase : unready;
  }

  /** Pods of the canary for its step, and for the readers that it has already. */
  static int pods(Plan plan, Rollout rollout) {
    // Steps may be edited at any time, and the weight in force is then more than the step's.
    long carrying = Math.ceilDiv((long) plan.replicas() * rollout.weightPpm(), Plan.ALL_PPM);
    return (int) Math.max(plan.canaryReplicas(rollout.step()), carrying);
  }

  /**
   * The next act to have the pods asked for that the step needs; empty when they are. The stable
   * track stays whole to the end, so that an abort waits for nothing and a change that pods reload
   * restarts none of them.
   */
  static Optional<Decision> capacity(Plan plan, Observed seen, Rollout rollout) {
    int canaryPods = pods(plan, rollout);
    if (!seen.canary().asksFor(rollout.to(), canaryPods)) {
      return Optional.of(
          new Decision.ApplyCanary(
              rollout.to(),
              canaryPods,
              "the canary gets pods for %s"
                  .formatted(
                      Sayings.weight(
                          Math.max(plan.weightPpm(rollout.step()), rollout.weightPpm())))));
    }
    if (!seen.stable().asksFor(rollout.from(), plan.replicas())) {
      return Optional.of(
          new Decision.ApplyStable(
              rollout.from(),
              plan.replicas(),
              "the stable track keeps what it needs to take over"));
    }
    return Optional.empty();
  }
}
