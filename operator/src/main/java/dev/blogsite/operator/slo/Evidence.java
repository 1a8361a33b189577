package dev.blogsite.operator.slo;

import java.util.List;

/**
 * What the judge keeps about one objective in one cluster: enough to go on after a restart as if
 * nothing had happened. Numbers, strings and lists only, so that plain JSON holds it.
 *
 * @param cluster where it was counted
 * @param objective the objective's name
 * @param source readers or probes
 * @param thresholdMillis the time above which a request was counted as slow; 0 where none is
 * @param since when the counting began, where that was after the step's first look; else 0
 * @param overdispersion φ, at least 1: counts are divided by it; measured by the first counts of
 *     each fresh start, until then that of the one before; 0 when there was none
 * @param logSums the harm test's eight log likelihood ratios since the fresh start
 * @param sinceStart the canary's counts since the fresh start
 * @param stepCanary the canary's counts since the step opened
 * @param stepStable stable's counts since the step opened
 * @param canary the canary's counts since the rollout began
 * @param weighedRequests the canary's requests since the rollout began, those of each fresh start
 *     divided by its φ
 * @param weighedBad the bad ones among them, divided likewise
 * @param before stable's counts before the rollout, as far as is known
 * @param stable stable's counts since the rollout began
 * @param spread stable's bad requests per look since the rollout began
 * @param missing why the newest look gave nothing; empty when it gave something
 */
public record Evidence(
    String cluster,
    String objective,
    Source source,
    long thresholdMillis,
    long since,
    double overdispersion,
    List<Double> logSums,
    Counts sinceStart,
    Counts stepCanary,
    Counts stepStable,
    Counts canary,
    double weighedRequests,
    double weighedBad,
    Counts before,
    Counts stable,
    Spread spread,
    String missing) {
  public Evidence {
    logSums = List.copyOf(logSums);
  }

  /** Evidence before its first look. */
  static Evidence none(String cluster, Objective about, Source source, long since) {
    return new Evidence(
        cluster,
        about.name(),
        source,
        about.threshold().toMillis(),
        since,
        0,
        HarmTest.NO_EVIDENCE,
        Counts.NONE,
        Counts.NONE,
        Counts.NONE,
        Counts.NONE,
        0,
        0,
        Counts.NONE,
        Counts.NONE,
        Spread.NONE,
        "");
  }

  /** The same, with what stable was seen to do before the rollout. */
  Evidence after(Counts known) {
    return new Evidence(
        cluster,
        objective,
        source,
        thresholdMillis,
        since,
        overdispersion,
        logSums,
        sinceStart,
        stepCanary,
        stepStable,
        canary,
        weighedRequests,
        weighedBad,
        known,
        stable,
        spread,
        missing);
  }

  /** The same with the harm test begun anew. */
  Evidence freshStart() {
    return new Evidence(
        cluster,
        objective,
        source,
        thresholdMillis,
        since,
        overdispersion,
        HarmTest.NO_EVIDENCE,
        Counts.NONE,
        stepCanary,
        stepStable,
        canary,
        weighedRequests,
        weighedBad,
        before,
        stable,
        spread,
        missing);
  }

  /** The same with a new step's counts at zero and the harm test begun anew. */
  Evidence freshStep() {
    return new Evidence(
        cluster,
        objective,
        source,
        thresholdMillis,
        0,
        overdispersion,
        HarmTest.NO_EVIDENCE,
        Counts.NONE,
        Counts.NONE,
        Counts.NONE,
        canary,
        weighedRequests,
        weighedBad,
        before,
        stable,
        spread,
        missing);
  }

  /** The same without the step's readers. */
  Evidence withoutNewReaders() {
    return new Evidence(
        cluster,
        objective,
        source,
        thresholdMillis,
        since,
        overdispersion,
        logSums,
        sinceStart,
        stepCanary.withoutNewReaders(),
        stepStable.withoutNewReaders(),
        canary,
        weighedRequests,
        weighedBad,
        before,
        stable,
        spread,
        missing);
  }

  /** The same, whose newest look gave nothing. */
  Evidence missing(String why) {
    return new Evidence(
        cluster,
        objective,
        source,
        thresholdMillis,
        since,
        overdispersion,
        logSums,
        sinceStart,
        stepCanary,
        stepStable,
        canary,
        weighedRequests,
        weighedBad,
        before,
        stable,
        spread,
        why);
  }

  /** The same and one more look's counts. */
  Evidence plus(Counts moreCanary, Counts moreStable, double phi, List<Double> sums) {
    return new Evidence(
        cluster,
        objective,
        source,
        thresholdMillis,
        since,
        phi,
        sums,
        sinceStart.plus(moreCanary),
        stepCanary.plus(moreCanary),
        stepStable.plus(moreStable),
        canary.plus(moreCanary),
        weighedRequests + moreCanary.requests() / phi,
        weighedBad + moreCanary.bad() / phi,
        before,
        stable.plus(moreStable),
        spread.plus(moreStable.bad()),
        "");
  }

  /** Stable's counts over the rollout and just before it. */
  Counts stableInAll() {
    return before.plus(stable);
  }

  /** Whether it was counted by that objective's name and threshold. */
  boolean measures(Objective about) {
    return objective.equals(about.name()) && thresholdMillis == about.threshold().toMillis();
  }

  /** Whether its first counts are still to come, though the step is under way. */
  boolean isAwaited() {
    return since > 0 && spread.looks() == 0;
  }

  /** Whether this is about that objective, cluster and source. */
  boolean concerns(String where, String what, Source who) {
    return cluster.equals(where) && objective.equals(what) && source == who;
  }
}
