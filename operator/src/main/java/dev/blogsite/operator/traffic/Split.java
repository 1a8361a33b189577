package dev.blogsite.operator.traffic;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How a site's readers are split between its tracks: the document that its routers follow.
 *
 * @param site {@code namespace/name}
 * @param rollout the rollout in force; null when nothing rolls out, and then {@code canary} is null
 *     and {@code weightPpm} 0
 * @param epoch rises before each change of the split, by compare-and-swap
 * @param weightPpm the canary's share of new readers, 0 to 1,000,000
 * @param leaseSeconds how long routers follow the canary's weight without another push
 * @param thresholds seconds by name of latency objective
 */
public record Split(
    String site,
    @Nullable String rollout,
    long epoch,
    int weightPpm,
    long leaseSeconds,
    Backend stable,
    @Nullable Backend canary,
    SortedMap<String, Double> thresholds) {

  /** The whole: a weight of 100 %. */
  public static final int WHOLE_PPM = 1_000_000;

  /** One track's revision and the headless Service that finds its pods. */
  public record Backend(String revision, String host, int port) {}

  /** Refuses a split that contradicts itself. */
  public Split {
    if (weightPpm < 0 || weightPpm > WHOLE_PPM) {
      throw new IllegalArgumentException(
          "weightPpm is " + weightPpm + "; must be 0 to " + WHOLE_PPM);
    }
    if (canary == null && weightPpm != 0) {
      throw new IllegalArgumentException(
          "weightPpm is " + weightPpm + " without a canary; must be 0");
    }
    if ((rollout == null) != (canary == null)) {
      throw new IllegalArgumentException(
          "rollout is " + rollout + " and canary is " + canary + "; must be both or neither");
    }
  }
}
