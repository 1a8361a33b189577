package dev.blogsite.operator.slo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns a ledger into a verdict. */
final class Verdicts {
  /** What is not a tenth of the limit is not harm, however sure it is. */
  private static final double MATERIAL = 0.1;

  /** A pool that is too full at most looks is too full. */
  private static final double MOST_LOOKS = 0.5;

  private Verdicts() {}

  static Verdict of(Rules rules, Ledger ledger) {
    List<Finding> findings = new ArrayList<>();
    for (Objective objective : rules.objectives()) {
      for (Source source : Source.values()) {
        findings.addAll(about(rules, ledger, objective, source));
      }
    }
    Optional<Finding> failed = findings.stream().filter(Finding::fails).findFirst();
    if (failed.isPresent()) {
      Finding f = failed.get();
      return new Verdict.Fail(f.objective().name(), f.words(), findings);
    }
    return Completeness.unseen(ledger, findings)
        .or(() -> Completeness.missing(rules, findings))
        .or(() -> Completeness.both(findings))
        .or(() -> Completeness.weight(rules, ledger, findings))
        .or(() -> Completeness.tooFew(rules, findings))
        .orElseGet(() -> new Verdict.Pass("no objective is violated", findings));
  }

  private static List<Finding> about(
      Rules rules, Ledger ledger, Objective objective, Source source) {
    List<Evidence> strata =
        ledger.evidence().stream()
            .filter(e -> e.measures(objective) && e.source() == source)
            .toList();
    if (strata.isEmpty()) {
      return List.of();
    }
    double alpha = Alpha.ofTest(rules, objective, source);
    double startAlpha = Alpha.ofStart(alpha, Math.max(1, ledger.start()));
    double harm = HarmTest.logE(strata.stream().map(Evidence::logSums).toList());
    List<Finding> findings = new ArrayList<>();
    for (Evidence e : strata) {
      Bound bound = bound(objective, e, (isGauge(objective) ? startAlpha : alpha) / strata.size());
      boolean abstains = e.stableInAll().ratio() > bound.limit();
      findings.add(
          new Finding(
              e.cluster(),
              objective,
              source,
              e.since(),
              state(rules, objective, e, harm >= -Math.log(startAlpha), bound, abstains),
              harm,
              -Math.log(startAlpha),
              e.stepCanary(),
              e.stepStable(),
              e.stableInAll(),
              bound,
              Math.max(1, e.overdispersion()),
              abstains,
              e.missing()));
    }
    return findings;
  }

  private static Finding.State state(
      Rules rules, Objective objective, Evidence e, boolean harm, Bound bound, boolean abstains) {
    if (harm && e.sinceStart().ratio() > MATERIAL * objective.limit()) {
      return Finding.State.HARM;
    }
    if (!abstains && bound.exceeded()) {
      // In the same minutes stable is, too: what is common to both says nothing of the canary.
      return e.stable().ratio() > bound.limit()
          ? Finding.State.BOTH_OUTSIDE
          : Finding.State.OUTSIDE;
    }
    if (!e.missing().isEmpty()) {
      return Finding.State.MISSING;
    }
    return e.stepCanary().requests() < needed(rules, objective, e.source())
        ? Finding.State.TOO_FEW
        : Finding.State.PASS;
  }

  private static Bound bound(Objective objective, Evidence e, double alpha) {
    if (isGauge(objective)) {
      Counts looks = e.sinceStart();
      return new Bound(looks.requests(), looks.bad(), MOST_LOOKS, alpha);
    }
    return new Bound(e.weighedRequests(), e.weighedBad(), objective.limit(), alpha);
  }

  private static boolean isGauge(Objective objective) {
    return objective.kind() == Objective.Kind.SATURATION;
  }

  private static long needed(Rules rules, Objective objective, Source source) {
    if (isGauge(objective)) {
      return 1;
    }
    return switch (source) {
      case READERS -> rules.minRequests();
      case PROBES -> rules.probes();
    };
  }
}
