package dev.blogsite.operator.slo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A latency objective whose threshold is edited in mid-step. */
class ThresholdTest {
  private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

  private Ledger ledger = Judge.open(Ledger.EMPTY, START, 5_000);
  private Instant now = START;

  private Verdict look(Rules rules, Sample sample) {
    now = now.plusSeconds(10);
    ledger = Judge.fold(rules, ledger, new Look(now, List.of(sample)));
    return Judge.verdict(rules, ledger);
  }

  private static Verdict.Why why(Verdict verdict) {
    return assertInstanceOf(Verdict.Unknown.class, verdict).why();
  }

  private static Rules within(Duration threshold, double limit) {
    Objective latency = new Objective("latency", Objective.Kind.LATENCY, limit, threshold);
    return new Rules(0.05, 1.5, 500, List.of(latency));
  }

  private static Sample slow(long slow) {
    Counts counts = new Counts(10_000, slow, 0);
    return new Sample.Counted("hub", "latency", Source.READERS, counts, counts, List.of());
  }

  @Test
  void whatWasSlowByAnotherThresholdSaysNothing() {
    Rules rules = within(Duration.ofMillis(100), 0.05);
    assertInstanceOf(Verdict.Pass.class, look(rules, slow(400)));
    rules = within(Duration.ofSeconds(1), 0.01);
    assertEquals(Verdict.Why.METRICS_MISSING, why(Judge.verdict(rules, ledger)));
    assertInstanceOf(Verdict.Pass.class, look(rules, slow(0)));
    assertEquals(new Counts(10_000, 0, 0), ledger.evidence().getFirst().whole().canary());
    assertEquals(now.toEpochMilli(), ledger.evidence().getFirst().since());
    ledger = Judge.open(ledger, now, 50_000);
    assertEquals(0, ledger.evidence().getFirst().since());
  }
}
