package dev.blogsite.operator.rollout;

/** Decides what a rollout does next. */
public final class Rollouts {
  private Rollouts() {}

  /**
   * The next act. Missing evidence never advances; it aborts only where the plan says so. A pure
   * function: the same observation always gives the same decision.
   */
  public static Decision decide(Plan plan, Observed seen) {
    return new Decision.Hold(plan.look(), Reason.PAUSED, seen.site());
  }
}
