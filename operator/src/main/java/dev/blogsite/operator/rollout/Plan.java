package dev.blogsite.operator.rollout;

import dev.blogsite.operator.slo.Rules;
import java.time.Duration;
import java.util.List;

/**
 * How a site wants to be rolled out: parsed, complete and valid. Immutable.
 *
 * @param replicas pods of the stable track; at least 1
 * @param stepsPpm the canary's weights, strictly rising, each in [1, 1,000,000]; at least one
 * @param interval least time in a step
 * @param watch least time at 95 % before the stable track is changed
 * @param onInconclusive what to do when there is no verdict for long
 * @param inconclusiveDeadline how long is long; also the time within which a step must be able to
 *     gather its requests not to be merged into the next
 * @param progressDeadline how long canary pods may take to become ready
 * @param paused go on judging, but take no step forward
 * @param rules what the judge is told
 */
public record Plan(
    int replicas,
    List<Integer> stepsPpm,
    Duration interval,
    Duration watch,
    OnInconclusive onInconclusive,
    Duration inconclusiveDeadline,
    Duration progressDeadline,
    boolean paused,
    Rules rules) {
  /** The weight of the watch; the rest is stable's, as a baseline. */
  public static final int WATCH_PPM = 950_000;

  /** All of the traffic. */
  public static final int ALL_PPM = 1_000_000;

  private static final Duration MIN_LOOK = Duration.ofSeconds(1);
  private static final Duration MAX_LOOK = Duration.ofSeconds(10);

  private static final Duration ACKNOWLEDGEMENT = Duration.ofSeconds(2);
  private static final Duration REST = Duration.ofMinutes(1);

  /** What happens when there has been no verdict for the inconclusive deadline. */
  public enum OnInconclusive {
    /** Wait on. */
    HOLD,
    /** Give the canary up. */
    ABORT
  }

  public Plan {
    stepsPpm = List.copyOf(stepsPpm);
  }

  /** The time between two looks: a sixth of the interval, from 1 to 10 seconds. */
  public Duration look() {
    Duration sixth = interval.dividedBy(6);
    if (sixth.compareTo(MIN_LOOK) < 0) {
      return MIN_LOOK;
    }
    return sixth.compareTo(MAX_LOOK) > 0 ? MAX_LOOK : sixth;
  }

  /**
   * The time between two observations of pods that are awaited: a set's acknowledgement changes
   * nothing that the API server could tell of.
   */
  Duration patience() {
    return look().compareTo(ACKNOWLEDGEMENT) < 0 ? look() : ACKNOWLEDGEMENT;
  }

  /** The time between two observations of a site where nothing is under way: changes tell. */
  Duration rest() {
    return REST;
  }

  /** The number of the watch: the step after the last. */
  public int watchStep() {
    return stepsPpm.size();
  }

  /** The canary's weight in that step or, at {@link #watchStep}, in the watch. */
  public int weightPpm(int step) {
    return step < stepsPpm.size() ? stepsPpm.get(step) : WATCH_PPM;
  }

  /** Canary pods to have before that step's weight is given: its share, rounded up. */
  public int canaryReplicas(int step) {
    if (step >= watchStep()) {
      return replicas;
    }
    return (int) Math.max(1, Math.ceilDiv((long) replicas * weightPpm(step), ALL_PPM));
  }
}
