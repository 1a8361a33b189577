package dev.blogsite.operator.slo;

/**
 * What the judge keeps about one objective in one cluster: enough to go on after a restart as if
 * nothing had happened. Numbers, strings and lists only, so that plain JSON holds it.
 *
 * @param cluster where it was counted
 * @param objective the objective's name
 * @param source readers or probes
 * @param thresholdMillis the time above which a request was counted as slow; 0 where none is
 * @param since when the counting began, where that was after the step's first look; else 0
 * @param harm the harm test since the fresh start
 * @param stepCanary the canary's counts since the step opened
 * @param stepStable stable's counts since the step opened
 * @param whole the counts since the rollout began
 * @param missing why the newest look gave nothing; empty when it gave something
 */
public record Evidence(
    String cluster,
    String objective,
    Source source,
    long thresholdMillis,
    long since,
    HarmSums harm,
    Counts stepCanary,
    Counts stepStable,
    Whole whole,
    String missing) {
  /** Evidence before its first look. */
  static Evidence none(String cluster, Objective about, Source source, long since) {
    return new Evidence(
        cluster,
        about.name(),
        source,
        about.threshold().toMillis(),
        since,
        HarmSums.NONE,
        Counts.NONE,
        Counts.NONE,
        Whole.NONE,
        "");
  }

  /** The same, with what stable was seen to do before the rollout. */
  Evidence after(Counts known) {
    return with(since, harm, stepCanary, stepStable, whole.after(known), missing);
  }

  /** The same with the harm test begun anew. */
  Evidence freshStart() {
    return with(since, harm.anew(), stepCanary, stepStable, whole, missing);
  }

  /** The same with a new step's counts at zero and the harm test begun anew. */
  Evidence freshStep() {
    return with(0, harm.anew(), Counts.NONE, Counts.NONE, whole, missing);
  }

  /** The same without the step's readers. */
  Evidence withoutNewReaders() {
    return with(
        since,
        harm,
        stepCanary.withoutNewReaders(),
        stepStable.withoutNewReaders(),
        whole,
        missing);
  }

  /** The same, whose newest look gave nothing. */
  Evidence missing(String why) {
    return with(since, harm, stepCanary, stepStable, whole, why);
  }

  /** The same and one more look's counts, with the harm test's ratios after it. */
  Evidence plus(Counts moreCanary, Counts moreStable, HarmSums next) {
    return with(
        since,
        next,
        stepCanary.plus(moreCanary),
        stepStable.plus(moreStable),
        whole.plus(moreCanary, moreStable, next.overdispersion()),
        "");
  }

  /** Whether it was counted by that objective's name and threshold. */
  boolean measures(Objective about) {
    return objective.equals(about.name()) && thresholdMillis == about.threshold().toMillis();
  }

  /** Whether its first counts are still to come, though the step is under way. */
  boolean isAwaited() {
    return since > 0 && whole.spread().looks() == 0;
  }

  /** Whether this is about that objective, cluster and source. */
  boolean concerns(String where, String what, Source who) {
    return cluster.equals(where) && objective.equals(what) && source == who;
  }

  private Evidence with(
      long from, HarmSums test, Counts canary, Counts stable, Whole all, String why) {
    return new Evidence(
        cluster, objective, source, thresholdMillis, from, test, canary, stable, all, why);
  }
}
