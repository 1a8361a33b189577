package dev.blogsite.operator.slo;

import java.util.ArrayList;
import java.util.List;

/**
 * The harm test of one objective in one cluster since its fresh start.
 *
 * @param overdispersion φ, at least 1: counts are divided by it; measured by the first counts of
 *     each fresh start, until then that of the one before; 0 when there was none
 * @param logs the eight log likelihood ratios
 * @param strongest the most that one look added to each of them, at least 0
 * @param canary the canary's counts
 */
public record HarmSums(
    double overdispersion, List<Double> logs, List<Double> strongest, Counts canary) {
  /** Before any look. */
  static final HarmSums NONE =
      new HarmSums(0, HarmTest.NO_EVIDENCE, HarmTest.NO_EVIDENCE, Counts.NONE);

  public HarmSums {
    logs = List.copyOf(logs);
    strongest = List.copyOf(strongest);
  }

  /** A test begun anew. */
  HarmSums anew() {
    return new HarmSums(overdispersion, NONE.logs, NONE.strongest, Counts.NONE);
  }

  /** The same and one more look of a gauge, which has no requests to share: it is counted only. */
  HarmSums counted(Counts more) {
    return new HarmSums(1, logs, strongest, canary.plus(more));
  }

  /** The same and one more look, whose bad counts are divided by φ. */
  HarmSums plus(Counts more, Counts stable, double tolerance, double phi) {
    List<Double> next = HarmTest.plus(logs, more, stable, tolerance, phi);
    List<Double> most = new ArrayList<>(next.size());
    for (int g = 0; g < next.size(); g++) {
      most.add(Math.max(strongest.get(g), next.get(g) - logs.get(g)));
    }
    return new HarmSums(phi, next, most, canary.plus(more));
  }

  /** The ratios as if errors came one by one: not divided by φ. */
  List<Double> undivided() {
    return logs.stream().map(log -> log * Math.max(1, overdispersion)).toList();
  }

  /** The ratios without the look that speaks loudest against the canary. */
  List<Double> withoutStrongest() {
    List<Double> rest = new ArrayList<>(logs.size());
    for (int g = 0; g < logs.size(); g++) {
      rest.add(logs.get(g) - strongest.get(g));
    }
    return rest;
  }
}
