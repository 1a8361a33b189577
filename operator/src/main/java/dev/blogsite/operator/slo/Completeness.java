package dev.blogsite.operator.slo;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What still speaks against passing a canary that violates nothing. */
final class Completeness {
  private Completeness() {}

  static Optional<Verdict> unseen(Ledger ledger, List<Finding> findings) {
    return ledger.looks() > 0
        ? Optional.empty()
        : Optional.of(
            new Verdict.Unknown(
                Verdict.Why.NO_LOOK, "no look was taken in this step yet", findings));
  }

  static Optional<Verdict> missing(Rules rules, List<Finding> findings) {
    Stream<String> never =
        rules.objectives().stream()
            .filter(o -> findings.stream().noneMatch(f -> f.objective().equals(o)))
            .map(o -> "%s: no look had such a count".formatted(o.name()));
    Stream<String> now =
        findings.stream()
            .filter(f -> f.source() == Source.READERS && !f.missing().isEmpty())
            .map(f -> "%s in %s: %s".formatted(f.objective().name(), f.cluster(), f.missing()));
    String why = Stream.concat(never, now).collect(Collectors.joining("; "));
    return why.isEmpty()
        ? Optional.empty()
        : Optional.of(new Verdict.Unknown(Verdict.Why.METRICS_MISSING, why, findings));
  }

  /** An outage that both tracks share is no fault of the canary, and no proof of it either. */
  static Optional<Verdict> both(List<Finding> findings) {
    return inState(Finding.State.BOTH_OUTSIDE, Verdict.Why.BOTH_OUTSIDE, findings);
  }

  /** What would be harm if errors came one by one is passed by no burst. */
  static Optional<Verdict> suspected(List<Finding> findings) {
    return inState(Finding.State.SUSPECTED, Verdict.Why.SUSPECTED, findings);
  }

  private static Optional<Verdict> inState(
      Finding.State state, Verdict.Why why, List<Finding> findings) {
    return findings.stream()
        .filter(f -> f.state() == state)
        .findFirst()
        .map(f -> new Verdict.Unknown(why, f.words(), findings));
  }

  /**
   * Whether readers are split by the weight: the interval for the canary's share of new readers
   * must reach into half to twice the weight. New readers, not requests: sticky readers come in
   * clumps.
   */
  static Optional<Verdict> weight(Rules rules, Ledger ledger, List<Finding> findings) {
    double weight = ledger.weightPpm() / 1e6;
    for (Finding f : findings) {
      double canary = f.canary().newReaders();
      double all = canary + f.stable().newReaders();
      if (f.source() != Source.READERS || all == 0) {
        continue;
      }
      boolean tooFew = new Bound(all, canary, weight / 2, rules.alpha()).certified();
      boolean tooMany =
          2 * weight < 1 && new Bound(all, canary, 2 * weight, rules.alpha()).exceeded();
      if (tooFew || tooMany) {
        String why =
            "the canary's share of new readers in %s is %s the weight %s"
                .formatted(
                    f.cluster(), tooFew ? "below half" : "above twice", Sentences.percent(weight));
        return Optional.of(new Verdict.Unknown(Verdict.Why.WEIGHT_NOT_HONOURED, why, findings));
      }
    }
    return Optional.empty();
  }

  /** An objective with enough probes needs no readers. */
  static Optional<Verdict> tooFew(Rules rules, List<Finding> findings) {
    String which =
        findings.stream()
            .filter(f -> f.source() == Source.READERS && f.state() == Finding.State.TOO_FEW)
            .filter(f -> findings.stream().noneMatch(p -> probed(rules, p, f)))
            .map(f -> f.objective().name())
            .distinct()
            .collect(Collectors.joining(", "));
    return which.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Verdict.Unknown(
                Verdict.Why.TOO_FEW_REQUESTS,
                "the canary had fewer than %d requests in this step (%s)"
                    .formatted(rules.minRequests(), which),
                findings));
  }

  private static boolean probed(Rules rules, Finding probes, Finding readers) {
    return probes.source() == Source.PROBES
        && probes.objective().equals(readers.objective())
        && probes.cluster().equals(readers.cluster())
        && probes.canary().requests() >= rules.probes()
        && probes.stable().requests() >= rules.probes();
  }
}
