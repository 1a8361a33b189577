package dev.blogsite.operator.rollout;

import dev.blogsite.operator.slo.Finding;
import dev.blogsite.operator.slo.Objective;
import dev.blogsite.operator.slo.Source;
import dev.blogsite.operator.slo.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Proof, before promotion, that the canary keeps its objectives: asked for where traffic allows.
 */
final class Certification {
  private static final int INTERVALS = 10;

  private Certification() {}

  /** What the last step still waits for; empty when nothing, or when it would take too long. */
  static Optional<String> pending(Plan plan, Observed seen, Rollout rollout, Verdict verdict) {
    Duration left = plan.interval().multipliedBy(INTERVALS).minus(Judging.elapsed(seen, rollout));
    if (rollout.step() != plan.watchStep() - 1 || rollout.promote() || left.isNegative()) {
      return Optional.empty();
    }
    String waiting =
        verdict.findings().stream()
            .filter(Certification::applies)
            .filter(f -> !f.bound().certified())
            .filter(f -> f.bound().certifiedAfter(expected(seen, rollout, f, left)))
            .map(f -> f.objective().name())
            .distinct()
            .collect(Collectors.joining(", "));
    return waiting.isEmpty()
        ? Optional.empty()
        : Optional.of("more requests will certify " + waiting);
  }

  /** What is known of an objective when the last step is left. */
  static Optional<String> words(Finding finding) {
    if (finding.objective().kind() == Objective.Kind.SATURATION
        || finding.source() != Source.READERS
        || finding.state() != Finding.State.PASS) {
      return Optional.empty();
    }
    return Optional.of(
        finding.bound().certified() || finding.abstains()
            ? finding.words()
            : finding.words() + " (certification waived: it takes more than ten intervals)");
  }

  private static boolean applies(Finding finding) {
    return finding.source() == Source.READERS
        && finding.objective().kind() != Objective.Kind.SATURATION
        && !finding.abstains();
  }

  /** The requests, in units of the bound, that the time left will bring at this step's rate. */
  private static double expected(Observed seen, Rollout rollout, Finding finding, Duration left) {
    double perMilli =
        finding.canary().requests()
            / (double) Math.max(1, Judging.counted(seen, rollout, finding).toMillis());
    return perMilli * (double) left.toMillis() / finding.overdispersion();
  }
}
