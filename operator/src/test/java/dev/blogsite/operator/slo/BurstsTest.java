package dev.blogsite.operator.slo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Errors that come in bursts, over one step and more. */
class BurstsTest {
  private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

  private Rules rules =
      new Rules(
          0.05,
          1.5,
          500,
          List.of(
              new Objective("availability", Objective.Kind.AVAILABILITY, 0.0001, Duration.ZERO)));
  private Ledger ledger = Judge.open(Ledger.EMPTY, START, 5_000);
  private Instant now = START;

  private Verdict look(Sample... samples) {
    now = now.plusSeconds(10);
    ledger = Judge.fold(rules, ledger, new Look(now, List.of(samples)));
    return Judge.verdict(rules, ledger);
  }

  private static Verdict.Why why(Verdict verdict) {
    return assertInstanceOf(Verdict.Unknown.class, verdict).why();
  }

  @Test
  void errorsThatComeInBurstsWeighLess() {
    List<Long> bursts = List.of(0L, 0L, 0L, 40L, 0L, 0L, 0L, 0L, 40L, 0L);
    Counts canary = new Counts(500, 8, 0);
    Counts stable = new Counts(50_000, 100, 0);
    look(new Sample.Counted("hub", "availability", Source.READERS, canary, stable, bursts));
    Evidence calm =
        Judge.fold(
                rules,
                Judge.open(Ledger.EMPTY, START, 5_000),
                new Look(
                    now,
                    List.of(
                        new Sample.Counted(
                            "hub", "availability", Source.READERS, canary, stable, List.of()))))
            .evidence()
            .getFirst();
    Evidence bursty = ledger.evidence().getFirst();
    assertTrue(bursty.harm().overdispersion() > 20, "φ is " + bursty.harm().overdispersion());
    assertTrue(
        HarmTest.logE(List.of(bursty.harm().logs())) < HarmTest.logE(List.of(calm.harm().logs())));
  }

  @Test
  void whatBurstsAloneKeepFromFailingIsNotPassedEither() {
    rules = latency();
    // Stable stands still now and then, and a canary with every tenth page slow begins.
    List<Long> habit = stillAt(7, 20, 33, 41, 57);
    look(slow(50, 450, habit));
    assertEquals(Verdict.Why.SUSPECTED, why(look(slow(60, 440, habit))));
    ledger = Judge.open(ledger, now, 500_000);
    int looks = 0;
    Verdict verdict;
    do {
      verdict = look(slow(500, 500, habit));
      looks++;
    } while (verdict instanceof Verdict.Unknown);
    assertInstanceOf(Verdict.Fail.class, verdict);
    assertTrue(looks > 2 && looks < 20, looks + " looks");
  }

  @Test
  void thatStableStoodStillOnceHidesNoSlowCanary() {
    // Seen: a φ of 364, and a canary with 902 slow of 8,590 beside stable's 5 of 8,685.
    rules = latency();
    look(slow(50, 450, stillAt(57, 58)));
    assertInstanceOf(Verdict.Fail.class, look(slow(50, 450, List.of())));
  }

  @Test
  void anOutageThatHasPassedWeighsOnNothingAfterTenMinutes() {
    List<Long> outage = stillAt(57, 58, 59);
    look(bursty(30, outage));
    for (int minutes = 1; minutes < 10; minutes++) {
      now = now.plusSeconds(50);
      assertEquals(Verdict.Why.SUSPECTED, why(look(bursty(30, stillAt(3)))), "minute " + minutes);
    }
    now = now.plusSeconds(60);
    look(bursty(30, stillAt()));
    look(bursty(30, stillAt()));
    assertInstanceOf(Verdict.Fail.class, look(bursty(30, stillAt())));
  }

  private static Rules latency() {
    return new Rules(
        0.05,
        1.5,
        50,
        List.of(new Objective("latency", Objective.Kind.LATENCY, 0.05, Duration.ofSeconds(1))));
  }

  /** The last sixty looks, in some of which forty requests were bad. */
  private static List<Long> stillAt(int... looks) {
    List<Long> history = new ArrayList<>(Collections.nCopies(60, 0L));
    for (int look : looks) {
      history.set(look, 40L);
    }
    return history;
  }

  private static Sample slow(long canary, long stable, List<Long> history) {
    return new Sample.Counted(
        "hub",
        "latency",
        Source.READERS,
        new Counts(canary, canary / 10, 0),
        new Counts(stable, 0, 0),
        history);
  }

  /** A look at a site whose errors come in bursts, on both tracks alike. */
  private static Sample bursty(long canaryBad, List<Long> history) {
    return new Sample.Counted(
        "hub",
        "availability",
        Source.READERS,
        new Counts(100_000, canaryBad, 0),
        new Counts(1_000_000, 90, 0),
        history);
  }

  @Test
  void burstsWeighLessUntilTheFirstLookOfTheNextStepToo() {
    List<Long> bursts = List.of(0L, 0L, 0L, 90L, 0L, 0L, 0L, 0L, 0L, 0L);
    assertEquals(Verdict.Why.SUSPECTED, why(look(bursty(40, bursts))));
    double phi = ledger.evidence().getFirst().harm().overdispersion();
    ledger = Judge.open(ledger, now, 50_000);
    assertEquals(Verdict.Why.NO_LOOK, why(Judge.verdict(rules, ledger)));
    look(new Sample.Missing("hub", "availability", "no answer within 5 s"));
    assertEquals(Verdict.Why.METRICS_MISSING, why(Judge.verdict(rules, ledger)));
    assertEquals(phi, ledger.evidence().getFirst().harm().overdispersion());
  }

  @Test
  void burstsWeighLessWhenTheHourlyStartFindsNothing() {
    List<Long> bursts = List.of(0L, 0L, 0L, 90L, 0L, 0L, 0L, 0L, 0L, 0L);
    look(bursty(40, bursts));
    now = now.plus(Duration.ofHours(1));
    Sample nothing = new Sample.Missing("hub", "availability", "no answer within 5 s");
    assertEquals(Verdict.Why.METRICS_MISSING, why(look(nothing)));
  }

  @Test
  void eachFreshStartMeasuresTheBurstsAnew() {
    look(bursty(0, List.of(0L, 0L, 0L, 90L, 0L, 0L, 0L, 0L, 0L, 0L)));
    double first = ledger.evidence().getFirst().harm().overdispersion();
    ledger = Judge.open(ledger, now, 50_000);
    look(bursty(0, List.of(9L, 9L, 9L, 9L, 9L, 9L, 9L, 9L, 9L, 9L)));
    assertTrue(first > 20, "φ is " + first);
    assertEquals(1, ledger.evidence().getFirst().harm().overdispersion());
    look(bursty(0, List.of(0L, 0L, 0L, 90L, 0L, 0L, 0L, 0L, 0L, 0L)));
    // Within a start it stays, since evidence already gathered was divided by it.
    assertEquals(1, ledger.evidence().getFirst().harm().overdispersion());
  }

  @Test
  void aCalmStepDoesNotMakeTheBurstsOfTheOneBeforeWeighMore() {
    look(bursty(40, List.of(0L, 0L, 0L, 90L, 0L, 0L, 0L, 0L, 0L, 0L)));
    ledger = Judge.open(ledger, now, 50_000);
    Sample calm =
        new Sample.Counted(
            "hub",
            "availability",
            Source.READERS,
            new Counts(1_000, 0, 0),
            new Counts(10_000, 1, 0),
            List.of(9L, 9L, 9L, 9L, 9L, 9L, 9L, 9L));
    assertEquals(Verdict.Why.SUSPECTED, why(look(calm)));
  }

  @Test
  void aBurstyStepDoesNotMakeTheCleanRequestsOfTheOneBeforeWeighLess() {
    look(bursty(0, List.of(9L, 9L, 9L, 9L, 9L, 9L, 9L, 9L)));
    double clean = ledger.evidence().getFirst().whole().weighedRequests();
    ledger = Judge.open(ledger, now, 50_000);
    look(bursty(0, List.of(0L, 0L, 0L, 90L, 0L, 0L, 0L, 0L, 0L, 0L)));
    assertEquals(100_000, clean);
    assertEquals(
        clean + 100_000 / 90.0, ledger.evidence().getFirst().whole().weighedRequests(), 200);
  }
}
