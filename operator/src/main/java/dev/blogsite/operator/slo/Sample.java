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
   *     when not known. Only read at a fresh start of the tests
   * @param before stable's counts over that time; only read at the rollout's first look
   */
  record Counted(
      String cluster,
      String objective,
      Source source,
      Counts canary,
      Counts stable,
      List<Long> history,
      Counts before)
      implements Sample {
    public Counted {
      history = List.copyOf(history);
    }

    /** The same where stable's time before is not known. */
    public Counted(
        String cluster,
        String objective,
        Source source,
        Counts canary,
        Counts stable,
        List<Long> history) {
      this(cluster, objective, source, canary, stable, history, Counts.NONE);
    }
  }

  /** A gauge read on both tracks, the worst pod of each; usages are shares, 0 or more. */
  record Gauged(String cluster, String objective, double canary, double stable) implements Sample {}

  /** The source gave nothing usable. Neither good nor bad: the verdict is Unknown and says why. */
  record Missing(String cluster, String objective, String why) implements Sample {}
}
