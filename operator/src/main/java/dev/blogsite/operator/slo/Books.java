package dev.blogsite.operator.slo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps a ledger: opens steps and takes looks in. */
final class Books {
  /** Harm that begins late is found by a test that begins late. */
  private static final long FRESH_START_MILLIS = Duration.ofHours(1).toMillis();

  /** As long as the routers' history: a burst that is older is not in it. */
  private static final long CALM_MILLIS = Duration.ofMinutes(10).toMillis();

  private Books() {}

  static Ledger open(Ledger ledger, Instant now, int weightPpm) {
    long at = now.toEpochMilli();
    return new Ledger(
        at,
        ledger.lastLook(),
        0,
        weightPpm,
        ledger.start() + 1,
        at,
        ledger.evidence().stream().map(Evidence::freshStep).toList());
  }

  static Ledger inForce(Ledger ledger, Instant now) {
    return new Ledger(
        now.toEpochMilli(),
        ledger.lastLook(),
        0,
        ledger.weightPpm(),
        ledger.start(),
        ledger.startedAt(),
        ledger.evidence().stream().map(Evidence::withoutNewReaders).toList());
  }

  static Ledger fold(Rules rules, Ledger ledger, Look look) {
    long at = look.time().toEpochMilli();
    if (at == ledger.lastLook()) {
      return ledger;
    }
    long since = at - ledger.startedAt();
    boolean fresh =
        since >= FRESH_START_MILLIS
            || (since >= CALM_MILLIS
                && look.samples().stream().anyMatch(s -> calmer(rules, ledger, s)));
    List<Evidence> evidence = new ArrayList<>();
    for (Evidence e : ledger.evidence()) {
      evidence.add((fresh ? e.freshStart() : e).missing("the look had no such count"));
    }
    for (Sample sample : look.samples()) {
      rules
          .objective(sample.objective())
          .filter(_ -> !noProbesYet(sample, evidence))
          .ifPresent(o -> take(rules, o, evidence, sample, ledger.looks() == 0 ? 0 : at));
    }
    return new Ledger(
        ledger.openedAt(),
        at,
        ledger.looks() + 1,
        ledger.weightPpm(),
        ledger.start() + (fresh ? 1 : 0),
        fresh ? at : ledger.startedAt(),
        evidence);
  }

  /** Whether stable's bursts have passed by which the evidence is still divided. */
  private static boolean calmer(Rules rules, Ledger ledger, Sample sample) {
    if (!(sample instanceof Sample.Counted counted) || counted.history().isEmpty()) {
      return false;
    }
    return rules
        .objective(sample.objective())
        .filter(
            o ->
                ledger.evidence().stream()
                    .filter(e -> e.concerns(sample.cluster(), o.name(), counted.source()))
                    .anyMatch(e -> phi(o, counted.history()) < e.harm().overdispersion() / 2))
        .isPresent();
  }

  /** Whether it counts no probes where there never were any: most rollouts send none. */
  private static boolean noProbesYet(Sample sample, List<Evidence> evidence) {
    return sample instanceof Sample.Counted counted
        && counted.source() == Source.PROBES
        && counted.canary().requests() + counted.stable().requests() == 0
        && evidence.stream()
            .noneMatch(e -> e.concerns(sample.cluster(), sample.objective(), Source.PROBES));
  }

  /** Takes a sample in; {@code since} is the look's time, or 0 for the first look of a step. */
  private static void take(
      Rules rules, Objective objective, List<Evidence> evidence, Sample sample, long since) {
    Source source =
        switch (sample) {
          case Sample.Counted counted -> counted.source();
          case Sample.Gauged _, Sample.Missing _ -> Source.READERS;
        };
    int index = 0;
    while (index < evidence.size()
        && !evidence.get(index).concerns(sample.cluster(), objective.name(), source)) {
      index++;
    }
    Evidence none = Evidence.none(sample.cluster(), objective, source, since);
    if (index == evidence.size()) {
      evidence.add(none);
    } else if (!evidence.get(index).measures(objective) || evidence.get(index).isAwaited()) {
      // What was slow by another threshold says nothing of this one.
      evidence.set(index, none);
    }
    evidence.set(index, plus(rules, objective, evidence.get(index), sample, since == 0));
  }

  private static Evidence plus(
      Rules rules, Objective objective, Evidence before, Sample sample, boolean first) {
    return switch (sample) {
      case Sample.Missing(_, _, var why) -> before.missing(why);
      case Sample.Gauged(_, _, var canary, var stable) ->
          usable(canary) && usable(stable)
              ? gauged(before, aboveLimit(objective, canary), aboveLimit(objective, stable))
              : before.missing(
                  "usage is %s on the canary and %s on stable; must be 0 or more"
                      .formatted(canary, stable));
      case Sample.Counted counted -> {
        // Measured while nothing was divided by it yet; evidence of one start has one φ.
        double phi =
            before.harm().canary().requests() > 0
                ? before.harm().overdispersion()
                : phi(objective, before, counted);
        // Whether stable itself is outside the objective shows in what it did before, too.
        Whole whole = before.whole();
        boolean begins = whole.canary().requests() + whole.stable().requests() == 0;
        Evidence known = begins ? before.after(counted.before().withoutNewReaders()) : before;
        // The first look of a step began under the weight before it.
        Counts canary = first ? counted.canary().withoutNewReaders() : counted.canary();
        Counts stable = first ? counted.stable().withoutNewReaders() : counted.stable();
        yield known.plus(
            canary, stable, before.harm().plus(canary, stable, rules.tolerance(), phi));
      }
    };
  }

  private static Evidence gauged(Evidence before, Counts canary, Counts stable) {
    return before.plus(canary, stable, before.harm().counted(canary));
  }

  private static double phi(Objective objective, Evidence before, Sample.Counted counted) {
    return counted.history().isEmpty()
        ? before.whole().spread().overdispersion()
        : phi(objective, counted.history());
  }

  /** What needs two looks is safe from one pause, which therefore need not weigh on all. */
  private static double phi(Objective objective, List<Long> history) {
    Spread spread = objective.needsTwoLooks() ? Spread.ofHabit(history) : Spread.of(history);
    return spread.overdispersion();
  }

  private static boolean usable(double usage) {
    return Double.isFinite(usage) && usage >= 0;
  }

  private static Counts aboveLimit(Objective objective, double usage) {
    return new Counts(1, usage > objective.limit() ? 1 : 0, 0);
  }
}
