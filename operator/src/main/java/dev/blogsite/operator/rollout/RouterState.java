package dev.blogsite.operator.rollout;

/**
 * What one router pod says is in force.
 *
 * @param pod its name
 * @param reachable whether it answered; the rest is 0 when it did not
 * @param epoch the split's epoch
 * @param weightPpm the split's weight
 * @param leaseExpired whether it sends all readers to stable because its lease ran out
 */
public record RouterState(
    String pod, boolean reachable, long epoch, int weightPpm, boolean leaseExpired) {
  /**
   * Whether new requests through this router follow the split. One whose lease ran out sends all to
   * stable, which is what a split without weight says, too.
   */
  boolean follows(Split split) {
    return reachable
        && (!leaseExpired || split.weightPpm() == 0)
        && epoch == split.epoch()
        && weightPpm == split.weightPpm();
  }
}
