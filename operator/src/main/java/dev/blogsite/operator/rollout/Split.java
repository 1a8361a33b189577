package dev.blogsite.operator.rollout;

/**
 * How a site's readers are split. Two splits of one epoch are the same.
 *
 * @param epoch rises before each change; at least 1
 * @param weightPpm the canary's share, in parts per million
 * @param rollout the rollout's name; empty when there is no canary
 * @param stable the stable track's revision
 * @param canary the canary's revision; empty when there is none
 */
public record Split(long epoch, int weightPpm, String rollout, String stable, String canary) {
  /** All readers to the stable track, and no canary. */
  public static Split allStable(long epoch, String stable) {
    return new Split(epoch, 0, "", stable, "");
  }

  /** Whether the other says the same, whatever its epoch. */
  boolean saysTheSameAs(Split other) {
    return equals(new Split(epoch, other.weightPpm, other.rollout, other.stable, other.canary));
  }
}
