package dev.blogsite.operator.slo;

import java.util.List;

/** What one look found for one objective in one cluster, since the look before. */
public sealed interface Sample {
  /** The cluster it was counted in; {@code hub} for the operator's own. */
  String cluster();

  /** The objective's name. */
  String objective();

  /**
   * Requests counted on both tracks.
   *
   * @param history stable's bad requests in each of the last ten-second spans, oldest first; empty
   *     when not known. Only read when a step opens
   */
  record Counted(
      String cluster,
      String objective,
      Source source,
      Counts canary,
      Counts stable,
      List<Long> history)
      implements Sample {
    public Counted {
      history = List.copyOf(history);
    }
  }

  /** A gauge read on both tracks, the worst pod of each; usages are shares, 0 or more. */
  record Gauged(String cluster, String objective, double canary, double stable) implements Sample {}

  /** The source gave nothing usable. Neither good nor bad: the verdict is Unknown and says why. */
  record Missing(String cluster, String objective, String why) implements Sample {}
}
