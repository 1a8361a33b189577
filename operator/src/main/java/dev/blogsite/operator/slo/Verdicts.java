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
        .or(() -> Completeness.suspected(findings))
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
    HarmSeen harm = HarmSeen.of(objective, strata, -Math.log(startAlpha));
    List<Finding> findings = new ArrayList<>();
    for (Evidence e : strata) {
      double share = (isGauge(objective) ? startAlpha : alpha) / strata.size();
      Bound bound = bound(objective, e, share);
      boolean abstains = e.whole().stableInAll().ratio() > bound.limit();
      findings.add(
          new Finding(
              e.cluster(),
              objective,
              source,
              e.since(),
              state(rules, objective, e, harm, bound, abstains),
              harm.deciding(),
              harm.limit(),
              e.stepCanary(),
              e.stepStable(),
              e.whole().stableInAll(),
              bound,
              Math.max(1, e.harm().overdispersion()),
              abstains,
              e.missing()));
    }
    return findings;
  }

  private static Finding.State state(
      Rules rules, Objective objective, Evidence e, HarmSeen harm, Bound bound, boolean abstains) {
    if (harm.proven() && e.harm().canary().ratio() > MATERIAL * objective.limit()) {
      return Finding.State.HARM;
    }
    boolean outside = !abstains && undivided(objective, e, bound).exceeded();
    // In the same minutes stable is, too: what is common to both says nothing of the canary.
    if (outside && e.whole().stable().ratio() > bound.limit()) {
      return Finding.State.BOTH_OUTSIDE;
    }
    if (outside && deciding(objective, e, bound).exceeded()) {
      return Finding.State.OUTSIDE;
    }
    if (!e.missing().isEmpty()) {
      return Finding.State.MISSING;
    }
    // Only bursts stand between it and a Fail.
    if (outside || (harm.suspected() && e.harm().canary().ratio() > objective.limit())) {
      return Finding.State.SUSPECTED;
    }
    return e.stepCanary().requests() < needed(rules, objective, e.source())
        ? Finding.State.TOO_FEW
        : Finding.State.PASS;
  }

  private static Bound undivided(Objective objective, Evidence e, Bound bound) {
    return isGauge(objective) ? bound : e.whole().undivided(bound.limit(), bound.alpha());
  }

  private static Bound deciding(Objective objective, Evidence e, Bound bound) {
    return objective.needsTwoLooks() ? e.whole().withoutWorst(bound.limit(), bound.alpha()) : bound;
  }

  private static Bound bound(Objective objective, Evidence e, double alpha) {
    if (isGauge(objective)) {
      Counts looks = e.harm().canary();
      return new Bound(looks.requests(), looks.bad(), MOST_LOOKS, alpha);
    }
    return e.whole().bound(objective.limit(), alpha);
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
