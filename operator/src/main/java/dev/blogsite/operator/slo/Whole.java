package dev.blogsite.operator.slo;

/**
 * What was counted about one objective in one cluster over the whole rollout.
 *
 * @param canary the canary's counts
 * @param weighedRequests the canary's requests, those of each fresh start divided by its φ
 * @param weighedBad the bad ones among them, divided likewise
 * @param worstRequests the weighed requests of the look that had the most weighed bad ones
 * @param worstBad those bad ones
 * @param before stable's counts before the rollout, as far as is known
 * @param stable stable's counts since the rollout began
 * @param spread stable's bad requests per look since the rollout began
 */
public record Whole(
    Counts canary,
    double weighedRequests,
    double weighedBad,
    double worstRequests,
    double worstBad,
    Counts before,
    Counts stable,
    Spread spread) {
  /** Before any look. */
  static final Whole NONE =
      new Whole(Counts.NONE, 0, 0, 0, 0, Counts.NONE, Counts.NONE, Spread.NONE);

  /** The same, with what stable was seen to do before the rollout. */
  Whole after(Counts known) {
    return new Whole(
        canary, weighedRequests, weighedBad, worstRequests, worstBad, known, stable, spread);
  }

  /** The same and one more look, whose counts are divided by φ. */
  Whole plus(Counts moreCanary, Counts moreStable, double phi) {
    double requests = moreCanary.requests() / phi;
    double bad = moreCanary.bad() / phi;
    return new Whole(
        canary.plus(moreCanary),
        weighedRequests + requests,
        weighedBad + bad,
        bad > worstBad ? requests : worstRequests,
        Math.max(bad, worstBad),
        before,
        stable.plus(moreStable),
        spread.plus(moreStable.bad()));
  }

  /** Stable's counts over the rollout and just before it. */
  Counts stableInAll() {
    return before.plus(stable);
  }

  /** The interval for the canary's bad ratio. */
  Bound bound(double limit, double alpha) {
    return new Bound(weighedRequests, weighedBad, limit, alpha);
  }

  /** The same as if errors came one by one: not divided by φ. */
  Bound undivided(double limit, double alpha) {
    return new Bound(canary.requests(), canary.bad(), limit, alpha);
  }

  /** The same without the worst look. */
  Bound withoutWorst(double limit, double alpha) {
    return new Bound(weighedRequests - worstRequests, weighedBad - worstBad, limit, alpha);
  }
}
