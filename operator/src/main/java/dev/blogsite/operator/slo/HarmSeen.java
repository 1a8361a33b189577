package dev.blogsite.operator.slo;

import java.util.List;
import java.util.function.Function;

/**
 * What the harm test of one objective says over all clusters, as ln E.
 *
 * @param deciding what decides: divided by φ, and without each cluster's strongest look where one
 *     look proves nothing alone
 * @param undivided what it were if errors came one by one
 * @param limit ln(1/α) at this fresh start
 */
record HarmSeen(double deciding, double undivided, double limit) {

  static HarmSeen of(Objective objective, List<Evidence> strata, double limit) {
    return new HarmSeen(
        logE(strata, objective.needsTwoLooks() ? HarmSums::withoutStrongest : HarmSums::logs),
        logE(strata, HarmSums::undivided),
        limit);
  }

  boolean proven() {
    return deciding >= limit;
  }

  boolean suspected() {
    return undivided >= limit;
  }

  private static double logE(List<Evidence> strata, Function<HarmSums, List<Double>> logs) {
    return HarmTest.logE(strata.stream().map(Evidence::harm).map(logs).toList());
  }
}
