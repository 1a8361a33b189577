package dev.blogsite.operator.rollout;

import java.util.Optional;

/** The deployment of a site that was never ready: there is nothing to protect, so no canary. */
final class FirstDeployment {
  private FirstDeployment() {}

  static Decision next(Plan plan, Observed seen) {
    String revision = revision(seen);
    Track stable = seen.stable();
    if (!stable.asksFor(revision, plan.replicas())) {
      return new Decision.ApplyStable(revision, plan.replicas(), "the site is deployed");
    }
    Optional<Decision> split = Splits.enforceIdle(seen, revision);
    if (split.isPresent()) {
      return split.get();
    }
    if (stable.serves(revision, plan.replicas())) {
      return new Decision.MarkEstablished("the site was ready for the first time");
    }
    if (stable.refused().isPresent()) {
      return failed(plan, Reason.CONFIG_REFUSED, stable.refused().get());
    }
    if (stable.crashing().isPresent()) {
      return failed(plan, Reason.DEPLOYMENT_FAILED, stable.crashing().get());
    }
    if (stable.unreadyFor().compareTo(plan.progressDeadline()) > 0) {
      return failed(
          plan,
          Reason.DEPLOYMENT_FAILED,
          stable.explain(
              "the pods were not ready within " + Sayings.duration(plan.progressDeadline())));
    }
    return new Decision.Hold(
        plan.patience(), Reason.STABLE_NOT_READY, stable.explain("the pods are not ready yet"));
  }

  /** After a refusal a lost stable track is brought back as it was, not as it was refused. */
  private static String revision(Observed seen) {
    return seen.rollout()
        .filter(r -> r.refuses() && r.to().equals(seen.desired()))
        .map(Rollout::from)
        .orElse(seen.desired());
  }

  private static Decision failed(Plan plan, Reason reason, String because) {
    return new Decision.Failed(plan.rest(), reason, because);
  }
}
