package dev.blogsite.operator.slo;

/**
 * What the evidence says of one objective in one cluster.
 *
 * @param cluster where it was counted
 * @param objective what it is about
 * @param source readers or probes
 * @param since when the counting began, where that was after the step's first look; else 0
 * @param state the objective's own verdict
 * @param harm what decides of ln E of the harm test over all clusters; 0 is no evidence, {@code
 *     harmLimit} fails
 * @param harmLimit ln(1/α) at this fresh start
 * @param canary the canary's counts in the step
 * @param stable stable's counts in the step
 * @param stableInAll stable's counts over the rollout and just before it
 * @param bound the interval for the canary's bad ratio over the rollout
 * @param overdispersion φ, at least 1: by it the bound's next counts are divided
 * @param abstains whether stable itself is outside the objective, so that only harm decides
 * @param missing why the newest look gave nothing; empty when it gave something
 */
public record Finding(
    String cluster,
    Objective objective,
    Source source,
    long since,
    State state,
    double harm,
    double harmLimit,
    Counts canary,
    Counts stable,
    Counts stableInAll,
    Bound bound,
    double overdispersion,
    boolean abstains,
    String missing) {
  /** An objective's own verdict. */
  public enum State {
    /** Enough was seen and nothing speaks against the canary. */
    PASS,
    /** The canary does harm. */
    HARM,
    /** The canary is outside the objective. */
    OUTSIDE,
    /**
     * Both tracks have been outside the objective since the rollout began, and stable not before.
     */
    BOTH_OUTSIDE,
    /** Harm, or outside, if errors came one by one; but they come in bursts, or came in one. */
    SUSPECTED,
    /** The canary had too few requests in this step. */
    TOO_FEW,
    /** The newest look gave nothing. */
    MISSING
  }

  /** Whether the canary is violating the objective. */
  public boolean fails() {
    return state == State.HARM || state == State.OUTSIDE;
  }

  /** The finding in one sentence, with its numbers. */
  public String words() {
    return Sentences.of(this);
  }
}
