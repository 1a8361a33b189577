package dev.blogsite.operator.rollout;

import dev.blogsite.operator.slo.Finding;
import dev.blogsite.operator.slo.Source;
import dev.blogsite.operator.slo.Verdict;
import java.time.Duration;
import java.util.Optional;

/** A step that can never gather its requests: merged into the next, or judged by probes. */
final class Quiet {
  private Quiet() {}

  /** The way out; empty when waiting is one. */
  static Optional<Decision> next(
      Plan plan, Observed seen, Rollout rollout, Verdict.Unknown verdict) {
    if (rollout.probing()) {
      return Optional.of(
          new Decision.SendProbes(
              rollout.name(),
              rollout.step(),
              plan.rules().probes(),
              Steps.pause(plan, seen, rollout),
              "the sitemap is crawled on both tracks"));
    }
    boolean hopeless = verdict.findings().stream().anyMatch(f -> hopeless(plan, seen, rollout, f));
    if (plan.paused() || !hopeless) {
      return Optional.empty();
    }
    if (rollout.step() < plan.watchStep() - 1) {
      return Optional.of(
          Draft.of(rollout, seen.now())
              .step(rollout.step() + 1, verdict)
              .phase(Phase.PREPARING)
              .why(
                  "StepMerged",
                  "%s cannot bring %d requests within %s and is merged into the next step"
                      .formatted(
                          Sayings.weight(rollout.weightPpm()),
                          plan.rules().minRequests(),
                          Sayings.duration(plan.inconclusiveDeadline())))
              .store(Decision.Change.STEP_MERGED));
    }
    return Optional.of(
        Draft.of(rollout, seen.now())
            .probing()
            .why(
                "JudgedByProbes",
                "readers alone cannot bring %d requests within %s; probes are sent"
                    .formatted(
                        plan.rules().minRequests(), Sayings.duration(plan.inconclusiveDeadline())))
            .store(Decision.Change.PROBING));
  }

  /** Whether the rate seen so far would bring too few requests within the deadline. */
  private static boolean hopeless(Plan plan, Observed seen, Rollout rollout, Finding finding) {
    Duration elapsed = Judging.counted(seen, rollout, finding);
    if (finding.source() != Source.READERS
        || finding.state() != Finding.State.TOO_FEW
        || elapsed.compareTo(plan.interval()) < 0) {
      return false;
    }
    double all = finding.canary().requests() + (double) finding.stable().requests();
    double share =
        Math.max(all * rollout.weightPpm() / Plan.ALL_PPM, (double) finding.canary().requests());
    double perMilli = share / (double) elapsed.toMillis();
    return perMilli * (double) plan.inconclusiveDeadline().toMillis() < plan.rules().minRequests();
  }
}
