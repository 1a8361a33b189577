package dev.blogsite.operator.slo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The test of harm against stable: a mixture of eight likelihood ratios, valid at every look.
 *
 * <p>Given how many bad requests both tracks had together, the canary's part of them is binomial:
 * with θ its share of the requests and ρ the ratio of its bad ratio to stable's, q(ρ) =
 * ρθ/(ρθ+1−θ). Each likelihood ratio compares a ρ that is harm with the largest ρ that is not;
 * their mean E is, for a good canary, at no time expected above 1, so that P(E ever ≥ 1/α) ≤ α.
 *
 * <p>Source: H. Robbins, Statistical methods related to the law of the iterated logarithm (1970);
 * M. Lindon and A. Malek, Anytime-valid inference for multinomial count data (NeurIPS 2022).
 */
final class HarmTest {
  /** The harms looked for, as multiples of what is tolerated. */
  private static final double[] MULTIPLES = {1.5, 2, 3, 5, 10, 30, 100, 300};

  /** The log sums before any look. */
  static final List<Double> NO_EVIDENCE = Collections.nCopies(MULTIPLES.length, 0.0);

  private HarmTest() {}

  /**
   * The log likelihood ratios with one more look of one cluster.
   *
   * @param tolerance ρ₀, the ratio of bad ratios that is no harm
   * @param phi overdispersion, at least 1: the bad counts are divided by it
   */
  static List<Double> plus(
      List<Double> sums, Counts canary, Counts stable, double tolerance, double phi) {
    // Without requests on both sides there is no share, and without bad ones nothing to share.
    if (canary.requests() == 0 || stable.requests() == 0 || canary.bad() + stable.bad() == 0) {
      return sums;
    }
    double odds = (double) canary.requests() / stable.requests();
    double canaryBad = canary.bad() / phi;
    double bothBad = canaryBad + stable.bad() / phi;
    List<Double> next = new ArrayList<>(MULTIPLES.length);
    for (int g = 0; g < MULTIPLES.length; g++) {
      // With x = ρ·odds, ln(q_g/q₀) = ln m + ln((1+x₀)/(1+x_g)) and ln((1−q_g)/(1−q₀)) is the last.
      double rest = Math.log1p(tolerance * odds) - Math.log1p(tolerance * MULTIPLES[g] * odds);
      next.add(sums.get(g) + canaryBad * Math.log(MULTIPLES[g]) + bothBad * rest);
    }
    return next;
  }

  /** ln E over all clusters: the likelihood ratios multiply, their mean is taken last. */
  static double logE(List<List<Double>> clusters) {
    double[] sums = new double[MULTIPLES.length];
    for (List<Double> cluster : clusters) {
      for (int g = 0; g < sums.length; g++) {
        sums[g] += cluster.get(g);
      }
    }
    double max = Double.NEGATIVE_INFINITY;
    for (double sum : sums) {
      max = Math.max(max, sum);
    }
    double total = 0;
    for (double sum : sums) {
      total += Math.exp(sum - max);
    }
    return max + Math.log(total / sums.length);
  }
}
