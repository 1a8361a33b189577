package dev.blogsite.operator.rollout;

import java.util.Optional;

/** Decides what a rollout does next. */
public final class Rollouts {
  private Rollouts() {}

  /**
   * The next act. Missing evidence never advances; it aborts only where the plan says so. A pure
   * function: the same observation always gives the same decision.
   */
  public static Decision decide(Plan plan, Observed seen) {
    Optional<Rollout> running = seen.rollout().filter(rollout -> !rollout.phase().over());
    return Requests.next(seen, running)
        .orElseGet(
            () ->
                running.map(rollout -> go(plan, seen, rollout)).orElseGet(() -> rest(plan, seen)));
  }

  private static Decision go(Plan plan, Observed seen, Rollout rollout) {
    return switch (rollout.phase()) {
      case PREPARING, SHIFTING, JUDGING, WATCHING -> Steps.next(plan, seen, rollout);
      case PROMOTING -> Promotion.promoting(plan, seen, rollout);
      case COMPLETING -> Promotion.completing(seen, rollout);
      case ABORTING -> Retreat.next(plan, seen, rollout);
      case PROMOTED, ABORTED, SUPERSEDED -> rest(plan, seen);
    };
  }

  private static Decision rest(Plan plan, Observed seen) {
    return seen.established() ? Idle.next(plan, seen) : FirstDeployment.next(plan, seen);
  }
}
