package dev.blogsite.operator.rollout;

import java.time.Duration;
import java.util.Optional;

/**
 * One track's pods as the cluster shows them.
 *
 * @param exists whether the track's Deployment exists and is not being deleted
 * @param revision the revision its Deployment is labelled with; empty when it does not exist
 * @param replicas pods its Deployment asks for
 * @param serving pods that are ready, not terminating, and have acknowledged the set of {@code
 *     revision}
 * @param unreadyFor how long fewer pods than asked for have been serving; zero when all are
 * @param refused what a pod said when it refused the set of {@code revision}, if one did
 * @param crashing how a pod of this track keeps crashing (several times since it started, or out of
 *     memory), if one does
 * @param waiting what keeps a pod from serving, as far as the cluster tells
 */
public record Track(
    boolean exists,
    String revision,
    int replicas,
    int serving,
    Duration unreadyFor,
    Optional<String> refused,
    Optional<String> crashing,
    Optional<String> waiting) {
  /** A track without a Deployment. */
  public static final Track ABSENT =
      new Track(
          false, "", 0, 0, Duration.ZERO, Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether that many pods of that revision are asked for, and all serve. */
  boolean serves(String wanted, int pods) {
    return asksFor(wanted, pods) && serving >= pods;
  }

  /** Whether that many pods of that revision are asked for. */
  boolean asksFor(String wanted, int pods) {
    return exists && revision.equals(wanted) && replicas == pods;
  }

  /** The sentence, with what keeps a pod from serving behind it. */
  public String explain(String sentence) {
    return waiting.map(why -> sentence + ": " + why).orElse(sentence);
  }

  /** Pods that serve that revision. */
  int serving(String wanted) {
    return revision.equals(wanted) ? serving : 0;
  }
}
