package dev.blogsite.operator.rollout;

import dev.blogsite.operator.slo.Counts;
import dev.blogsite.operator.slo.Source;
import java.util.List;

/**
 * How one step ended; kept for the post-mortem. Times are in milliseconds since 1970.
 *
 * @param step the step's number, from 0; the number after the last is the watch
 * @param weightPpm its weight, in parts per million
 * @param openedAt when its split was in force
 * @param closedAt when the rollout went on
 * @param verdict {@code Pass}, {@code Fail} or {@code Unknown}
 * @param because the verdict in words
 * @param tallies what was counted
 */
public record StepReport(
    int step,
    int weightPpm,
    long openedAt,
    long closedAt,
    String verdict,
    String because,
    List<Tally> tallies) {
  public StepReport {
    tallies = List.copyOf(tallies);
  }

  /** The counts of one objective in one cluster over the step, and what they say. */
  public record Tally(
      String cluster,
      String objective,
      Source source,
      Counts canary,
      Counts stable,
      String words) {}
}
