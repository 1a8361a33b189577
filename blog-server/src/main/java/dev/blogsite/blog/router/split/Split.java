package dev.blogsite.blog.router.split;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A valid split document: which readers go to which track.
 *
 * @param site namespace and name, as {@code blogs/garden}
 * @param epoch rises with each change of a split
 * @param weightPpm the canary's share of new readers, 0 to 1,000,000; 0 without a canary
 * @param lease how long the document holds without being pushed again
 * @param thresholds latency limits, in the order of the document
 */
public record Split(
    String site,
    long epoch,
    int weightPpm,
    Duration lease,
    Target stable,
    Optional<Canary> canary,
    List<Threshold> thresholds) {

  /** All buckets: a weight of this many sends every reader to the canary. */
  public static final int TOTAL_PPM = 1_000_000;

  /**
   * What is being rolled out.
   *
   * @param rollout the rollout's name; readers' cookies carry it
   */
  public record Canary(String rollout, Target target) {}
}
