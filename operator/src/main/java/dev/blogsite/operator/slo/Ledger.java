package dev.blogsite.operator.slo;

import java.util.List;

/**
 * Everything the judge remembers of a rollout; kept as JSON in the rollout's status, in the same
 * write as the counters the last look was taken from, so that no look counts twice. Times are in
 * milliseconds since 1970; 0 means never.
 *
 * @param openedAt when the step opened
 * @param lastLook the time of the last look taken in
 * @param looks looks taken in since the step opened
 * @param weightPpm the canary's weight in this step, in parts per million
 * @param start the number of fresh starts the harm tests have had over the rollout
 * @param startedAt when the last of them was
 * @param evidence one entry per cluster, objective and source
 */
public record Ledger(
    long openedAt,
    long lastLook,
    int looks,
    int weightPpm,
    int start,
    long startedAt,
    List<Evidence> evidence) {
  /** A rollout's ledger before its first step. */
  public static final Ledger EMPTY = new Ledger(0, 0, 0, 0, 0, 0, List.of());

  public Ledger {
    evidence = List.copyOf(evidence);
  }
}
