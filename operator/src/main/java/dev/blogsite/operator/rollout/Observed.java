package dev.blogsite.operator.rollout;

import dev.blogsite.operator.slo.Look;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything a decision is made from, read from the cluster at one moment.
 *
 * @param site the site's name, without its namespace
 * @param now the time
 * @param desired the revision that the spec asks for
 * @param stable the stable track
 * @param established whether the stable track was ever ready, and can be brought back when it is
 *     lost; before that there is nothing to protect, and changes need no canary
 * @param canary the canary track
 * @param split the split document in the site's ConfigMap, if there is one
 * @param thresholdsTold whether that document tells routers the thresholds of the plan
 * @param routers what the running router pods say; terminating ones are left out
 * @param rollout the newest rollout whose status is written, running or over
 * @param unwritten the name of the newest BlogRollout when its status is empty (erased, or the
 *     operator died between its two writes)
 * @param lastNumber the highest number among the site's rollouts; 0 when there are none
 * @param refused the revision that the site's own status says was refused, if it is still desired
 * @param look counts read just now, when {@link Rollout#wantsLooks} and the last look is at least
 *     {@link Plan#look} ago. Of a source that gave nothing it has a missing sample
 * @param request a person's request that was not answered yet
 */
public record Observed(
    String site,
    Instant now,
    String desired,
    Track stable,
    boolean established,
    Track canary,
    Optional<Split> split,
    boolean thresholdsTold,
    List<RouterState> routers,
    Optional<Rollout> rollout,
    Optional<Unwritten> unwritten,
    int lastNumber,
    Optional<String> refused,
    Optional<Look> look,
    Optional<Request> request) {
  public Observed {
    routers = List.copyOf(routers);
  }

  /**
   * The revision that the stable track is at, or was at before its Deployment was lost; empty when
   * nothing tells.
   */
  String home() {
    return home(stable, rollout, split);
  }

  /** The same, of what was seen. */
  public static String home(Track stable, Optional<Rollout> rollout, Optional<Split> split) {
    if (stable.exists()) {
      return stable.revision();
    }
    return rollout
        .filter(r -> r.phase().over())
        .map(r -> r.phase() == Phase.PROMOTED ? r.to() : r.from())
        .or(() -> split.map(Split::stable))
        .orElse("");
  }

  /** A BlogRollout without a status. */
  public record Unwritten(String name, int number, String from, String to) {}
}
