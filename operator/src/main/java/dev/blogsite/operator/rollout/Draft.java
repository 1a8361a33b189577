package dev.blogsite.operator.rollout;

import dev.blogsite.operator.slo.Finding;
import dev.blogsite.operator.slo.Ledger;
import dev.blogsite.operator.slo.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A rollout being rewritten: starts as a copy, ends by {@link #done}. Not thread-safe. */
final class Draft {
  private final Rollout before;
  private final long now;
  private Phase phase;
  private int step;
  private long epoch;
  private int weightPpm;
  private long phaseSince;
  private long unknownSince;
  private boolean promote;
  private boolean probing;
  private boolean refuses;
  private String reason;
  private String because;
  private String verdict;
  private String verdictBecause;
  private Ledger ledger;
  private final List<StepReport> steps;

  private Draft(Rollout rollout, Instant now) {
    this.before = rollout;
    this.now = now.toEpochMilli();
    this.phase = rollout.phase();
    this.step = rollout.step();
    this.epoch = rollout.epoch();
    this.weightPpm = rollout.weightPpm();
    this.phaseSince = rollout.phaseSince();
    this.unknownSince = rollout.unknownSince();
    this.promote = rollout.promote();
    this.probing = rollout.probing();
    this.refuses = rollout.refuses();
    this.reason = rollout.reason();
    this.because = rollout.because();
    this.verdict = rollout.verdict();
    this.verdictBecause = rollout.verdictBecause();
    this.ledger = rollout.ledger();
    this.steps = new ArrayList<>(rollout.steps());
  }

  static Draft of(Rollout rollout, Instant now) {
    return new Draft(rollout, now);
  }

  Draft phase(Phase next) {
    phase = next;
    phaseSince = now;
    return this;
  }

  Draft split(long nextEpoch, int nextWeightPpm) {
    epoch = nextEpoch;
    weightPpm = nextWeightPpm;
    return this;
  }

  Draft why(String word, String sentence) {
    reason = word;
    because = sentence;
    return this;
  }

  Draft ledger(Ledger next) {
    ledger = next;
    return this;
  }

  Draft promote() {
    promote = true;
    return this;
  }

  Draft probing() {
    probing = true;
    return this;
  }

  Draft refuses(boolean next) {
    refuses = next;
    return this;
  }

  /**
   * Notes a verdict; an Unknown one starts the clock, unless it stands still, and others stop it.
   */
  Draft verdict(Verdict next, boolean clockStandsStill) {
    verdict = next.word();
    verdictBecause = next.because();
    boolean unknown = next instanceof Verdict.Unknown;
    if (!unknown || clockStandsStill) {
      unknownSince = 0;
    } else if (unknownSince == 0) {
      unknownSince = now;
    }
    return this;
  }

  /** Closes the step with its report and goes to another. */
  Draft step(int next, Verdict last) {
    report(last);
    step = next;
    probing = false;
    unknownSince = 0;
    return this;
  }

  /** Adds the report of the step as it stands; none while it is only being prepared. */
  Draft report(Verdict last) {
    if (ledger.start() > 0 && before.phase() != Phase.PREPARING) {
      steps.add(
          new StepReport(
              step,
              ledger.weightPpm(),
              ledger.openedAt(),
              now,
              last.word(),
              last.because(),
              last.findings().stream().map(Draft::tally).toList()));
    }
    return this;
  }

  private static StepReport.Tally tally(Finding f) {
    return new StepReport.Tally(
        f.cluster(), f.objective().name(), f.source(), f.canary(), f.stable(), f.words());
  }

  /** The decision to store it. */
  Decision.Store store(Decision.Change change) {
    return new Decision.Store(done(), change, because);
  }

  /** The rollout as rewritten. */
  Rollout done() {
    return new Rollout(
        before.name(),
        before.number(),
        before.from(),
        before.to(),
        phase,
        step,
        epoch,
        weightPpm,
        before.startedAt(),
        phaseSince,
        unknownSince,
        promote,
        probing,
        refuses,
        reason,
        because,
        verdict,
        verdictBecause,
        ledger,
        steps);
  }
}
