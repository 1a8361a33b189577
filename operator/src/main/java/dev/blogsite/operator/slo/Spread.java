package dev.blogsite.operator.slo;

import java.util.List;

/**
 * How unevenly stable's bad requests come: sums over looks, from which variance and mean follow.
 *
 * @param looks number of looks
 * @param sum of the bad counts
 * @param squares sum of the squared bad counts
 */
public record Spread(long looks, double sum, double squares) {
  /** No look yet. */
  public static final Spread NONE = new Spread(0, 0, 0);

  /** The spread of these bad counts. */
  static Spread of(List<Long> bad) {
    Spread spread = NONE;
    for (long one : bad) {
      spread = spread.plus(one);
    }
    return spread;
  }

  /** The same without the two worst looks: one pause, which may lie in both, is not the habit. */
  static Spread ofHabit(List<Long> bad) {
    return of(bad.stream().sorted().limit(Math.max(0, bad.size() - 2)).toList());
  }

  /** This and one more look. */
  public Spread plus(long bad) {
    return new Spread(looks + 1, sum + bad, squares + (double) bad * bad);
  }

  /**
   * Overdispersion φ: variance over mean, at least 1; 1 when fewer than two looks or no bad request
   * were seen.
   */
  public double overdispersion() {
    if (looks < 2 || sum <= 0) {
      return 1;
    }
    double mean = sum / looks;
    double variance = (squares - sum * mean) / (looks - 1);
    return Math.max(1, variance / mean);
  }
}
