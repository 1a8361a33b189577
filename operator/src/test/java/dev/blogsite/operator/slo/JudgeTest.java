package dev.blogsite.operator.slo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");
  private static final Objective AVAILABILITY =
      new Objective("availability", Objective.Kind.AVAILABILITY, 0.0001, Duration.ZERO);
  private static final Objective SATURATION =
      new Objective("saturation", Objective.Kind.SATURATION, 0.85, Duration.ZERO);

  private Rules rules = new Rules(0.05, 1.5, 500, List.of(AVAILABILITY));
  private Ledger ledger = Judge.open(Ledger.EMPTY, START, 5_000);
  private Instant now = START;

  private Verdict look(Sample... samples) {
    now = now.plusSeconds(10);
    ledger = Judge.fold(rules, ledger, new Look(now, List.of(samples)));
    return Judge.verdict(rules, ledger);
  }

  private static Sample.Counted counted(String cluster, Counts canary, Counts stable) {
    return new Sample.Counted(cluster, "availability", Source.READERS, canary, stable, List.of());
  }

  private static Sample.Counted hub(long requests, long bad, long stable, long stableBad) {
    return counted("hub", new Counts(requests, bad, 0), new Counts(stable, stableBad, 0));
  }

  private static Verdict.Why why(Verdict verdict) {
    return assertInstanceOf(Verdict.Unknown.class, verdict).why();
  }

  @Test
  void isUnknownBeforeAnyLook() {
    assertEquals(Verdict.Why.NO_LOOK, why(Judge.verdict(rules, ledger)));
  }

  @Test
  void passesACanaryLikeStableOnceItHasEnoughRequests() {
    assertEquals(Verdict.Why.TOO_FEW_REQUESTS, why(look(hub(499, 0, 99_501, 0))));
    assertInstanceOf(Verdict.Pass.class, look(hub(1, 0, 199, 0)));
  }

  @Test
  void failsHarmWithoutWaitingForEnoughRequests() {
    Verdict verdict = look(hub(50, 5, 9_950, 0));
    assertEquals("availability", assertInstanceOf(Verdict.Fail.class, verdict).objective());
    assertTrue(verdict.because().contains("5 failed of 50"), verdict.because());
  }

  @Test
  void harmThatIsNotMaterialIsNotHarm() {
    rules =
        new Rules(
            0.05,
            1.5,
            500,
            List.of(
                new Objective("availability", Objective.Kind.AVAILABILITY, 0.1, Duration.ZERO)));
    // Twenty times as bad as stable, but at 0.9 % far below a tenth of the limit of 10 %.
    assertInstanceOf(Verdict.Pass.class, look(hub(100_000, 900, 100_000, 45)));
  }

  @Test
  void aCanaryOutsideTheObjectiveFailsEvenWhereItIsNoWorseThanStableWas() {
    Verdict verdict = look(hub(100_000, 40, 1_000_000, 90));
    assertInstanceOf(Verdict.Fail.class, verdict);
  }

  @Test
  void theLimitAbstainsWhileStableItselfIsOutside() {
    Verdict verdict = look(hub(100_000, 110, 100_000, 100));
    assertInstanceOf(Verdict.Pass.class, verdict);
    assertTrue(verdict.findings().getFirst().abstains());
  }

  @Test
  void whatStableDidBeforeTheRolloutCountsForTheAbstention() {
    look(new Sample.Missing("hub", "availability", "the router counts for another rollout"));
    Sample known =
        new Sample.Counted(
            "hub",
            "availability",
            Source.READERS,
            new Counts(500, 4, 0),
            new Counts(500, 0, 0),
            List.of(),
            new Counts(60_000, 60, 0));
    assertInstanceOf(Verdict.Pass.class, look(known));
  }

  @Test
  void anOutageOfBothTracksIsNotHeldAgainstTheCanary() {
    // Seen when the machine under a cluster stood still: stable had been quick until then.
    rules = latency();
    Verdict verdict = look(slow(15, 5, 111, 20, 5_000));
    assertEquals(Verdict.Why.BOTH_OUTSIDE, why(verdict));
    assertTrue(verdict.because().contains("and so is stable's"), verdict.because());
    assertInstanceOf(Verdict.Pass.class, look(slow(50, 0, 370, 0, 0)));
  }

  @Test
  void aCanaryThatGoesOnAfterTheOutageFails() {
    rules = latency();
    look(slow(15, 5, 111, 20, 5_000));
    look(slow(50, 9, 370, 0, 0));
    assertInstanceOf(Verdict.Fail.class, look(slow(50, 9, 370, 0, 0)));
  }

  @Test
  void onePauseOfTheCanarysMachineHoldsAndFailsNoCanary() {
    // Seen: a third of a second in which the canary's only pod got no processor.
    rules = latency();
    Verdict verdict = look(slow(147, 17, 1_300, 0, 5_000));
    assertEquals(Verdict.Why.SUSPECTED, why(verdict));
    assertTrue(verdict.because().contains("one burst can look like that"), verdict.because());
    assertInstanceOf(Verdict.Pass.class, look(slow(250, 0, 2_250, 0, 0)));
  }

  @Test
  void aCanaryThatIsSlowAtTwoLooksFails() {
    rules = latency();
    assertEquals(Verdict.Why.SUSPECTED, why(look(slow(147, 17, 1_300, 0, 5_000))));
    assertInstanceOf(Verdict.Fail.class, look(slow(147, 15, 1_300, 0, 0)));
  }

  private static Rules latency() {
    return new Rules(
        0.05,
        1.5,
        50,
        List.of(new Objective("latency", Objective.Kind.LATENCY, 0.05, Duration.ofMillis(320))));
  }

  private static Sample slow(long canary, long bad, long stable, long stableBad, long before) {
    return new Sample.Counted(
        "hub",
        "latency",
        Source.READERS,
        new Counts(canary, bad, 0),
        new Counts(stable, stableBad, 0),
        List.of(),
        new Counts(before, 0, 0));
  }

  @Test
  void missingEvidenceIsNeitherGoodNorBad() {
    look(hub(1_000, 0, 1_000, 0));
    Verdict verdict = look(new Sample.Missing("hub", "availability", "no answer within 5 s"));
    assertEquals(Verdict.Why.METRICS_MISSING, why(verdict));
    assertTrue(verdict.because().contains("no answer within 5 s"));
    assertInstanceOf(Verdict.Pass.class, look(hub(1, 0, 1, 0)));
  }

  @Test
  void anObjectiveThatALookLeavesOutIsMissing() {
    look(hub(1_000, 0, 1_000, 0));
    assertEquals(Verdict.Why.METRICS_MISSING, why(look()));
  }

  @Test
  void aFailStandsThoughTheNextLookIsMissing() {
    look(hub(50, 5, 9_950, 0));
    assertInstanceOf(
        Verdict.Fail.class, look(new Sample.Missing("hub", "availability", "no answer")));
  }

  @Test
  void noLookCountsTwice() {
    look(hub(400, 0, 400, 0));
    assertSame(ledger, Judge.fold(rules, ledger, new Look(now, List.of(hub(400, 0, 400, 0)))));
  }

  @Test
  void aLookByAClockThatWentBackCounts() {
    look(hub(400, 0, 400, 0));
    now = now.minus(Duration.ofMinutes(5));
    assertInstanceOf(Verdict.Pass.class, look(hub(100, 0, 100, 0)));
    assertEquals(now.toEpochMilli(), ledger.lastLook());
  }

  @Test
  void readersWhoAreNotSplitByTheWeightAreNoticed() {
    look(counted("hub", new Counts(1_000, 0, 500), new Counts(1_000, 0, 500)));
    // The first look of a step began under another weight, so its readers do not count.
    assertInstanceOf(Verdict.Pass.class, Judge.verdict(rules, ledger));
    Verdict verdict = look(counted("hub", new Counts(1_000, 0, 500), new Counts(1_000, 0, 500)));
    assertEquals(Verdict.Why.WEIGHT_NOT_HONOURED, why(verdict));
  }

  @Test
  void readersWhoAreSplitByTheWeightAreNot() {
    look(hub(1_000, 0, 1_000, 0));
    assertInstanceOf(
        Verdict.Pass.class,
        look(counted("hub", new Counts(1_000, 0, 52), new Counts(1_000, 0, 9_948))));
  }

  @Test
  void aStepStartsWithNothing() {
    look(hub(1_000, 0, 1_000, 0));
    ledger = Judge.open(ledger, now, 50_000);
    assertEquals(2, ledger.start());
    assertEquals(Verdict.Why.TOO_FEW_REQUESTS, why(look(hub(10, 0, 10, 0))));
  }

  @Test
  void theHarmTestBeginsAnewEachHour() {
    look(hub(1_000, 0, 1_000, 1));
    now = now.plus(Duration.ofHours(1));
    look(hub(1_000, 0, 1_000, 0));
    assertEquals(2, ledger.start());
    assertEquals(new Counts(1_000, 0, 0), ledger.evidence().getFirst().harm().canary());
    assertEquals(new Counts(2_000, 0, 0), ledger.evidence().getFirst().stepCanary());
  }

  @Test
  void clustersAreNeverPooled() {
    // Pooled, the canary fails 905 of 2,000 against 950 of 11,000; in each cluster it is equal.
    Verdict verdict =
        look(
            counted("busy", new Counts(1_000, 5, 0), new Counts(10_000, 50, 0)),
            counted("broken", new Counts(1_000, 900, 0), new Counts(1_000, 900, 0)));
    assertInstanceOf(Verdict.Pass.class, verdict);
  }

  @Test
  void aPoolThatIsFullAtMostLooksFails() {
    rules = new Rules(0.05, 1.5, 500, List.of(SATURATION));
    for (int i = 0; i < 5; i++) {
      assertInstanceOf(Verdict.Pass.class, look(new Sample.Gauged("hub", "saturation", 0.99, 0.2)));
    }
    for (int i = 0; i < 7; i++) {
      look(new Sample.Gauged("hub", "saturation", 0.99, 0.2));
    }
    assertInstanceOf(Verdict.Fail.class, Judge.verdict(rules, ledger));
  }

  @Test
  void aGaugeThatIsNoNumberIsMissing() {
    rules = new Rules(0.05, 1.5, 500, List.of(SATURATION));
    assertEquals(
        Verdict.Why.METRICS_MISSING,
        why(look(new Sample.Gauged("hub", "saturation", Double.NaN, 0.2))));
  }

  @Test
  void probesStandInForReadersAndAreNeverMixedWithThem() {
    Counts crawl = new Counts(200, 0, 0);
    Verdict verdict =
        look(
            hub(3, 0, 4, 0),
            new Sample.Counted("hub", "availability", Source.PROBES, crawl, crawl, List.of()));
    assertInstanceOf(Verdict.Pass.class, verdict);
    assertEquals(2, verdict.findings().size());
    assertEquals(3, verdict.findings().getFirst().canary().requests());
  }

  @Test
  void aCrawlThatNeverWasLeavesNoTrace() {
    Counts none = Counts.NONE;
    look(
        hub(1_000, 0, 1_000, 0),
        new Sample.Counted("hub", "availability", Source.PROBES, none, none, List.of()));
    assertEquals(1, ledger.evidence().size());
  }

  @Test
  void threeFailedProbesOfTwoHundredFail() {
    Verdict verdict =
        look(
            hub(0, 0, 0, 0),
            new Sample.Counted(
                "hub",
                "availability",
                Source.PROBES,
                new Counts(200, 3, 0),
                new Counts(200, 0, 0),
                List.of()));
    assertInstanceOf(Verdict.Fail.class, verdict);
  }

  @Test
  void aThousandMillionRequestsOverflowNothing() {
    for (int i = 0; i < 50; i++) {
      Verdict verdict = look(hub(1_000_000_000L, 50_000, 1_000_000_000L, 50_000));
      assertInstanceOf(Verdict.Pass.class, verdict);
      assertTrue(verdict.findings().getFirst().bound().certified());
    }
    assertInstanceOf(
        Verdict.Fail.class, look(hub(1_000_000_000L, 900_000_000L, 1_000_000_000L, 0)));
  }

  @Test
  void countsThatNoLongCanHoldWedgeNothing() {
    look(hub(Long.MAX_VALUE, 0, Long.MAX_VALUE, 0));
    assertInstanceOf(Verdict.Pass.class, look(hub(Long.MAX_VALUE, 0, Long.MAX_VALUE, 0)));
  }

  @Test
  void noLookWithAGapIsEverAPass() {
    rules = new Rules(0.05, 1.5, 1, List.of(AVAILABILITY, SATURATION));
    Random random = new Random(3);
    double[] unusable = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1};
    for (int i = 0; i < 10_000; i++) {
      long requests = random.nextLong(1_000_000);
      Sample counted =
          random.nextBoolean()
              ? hub(requests, requests / 100_000, requests, requests / 100_000)
              : new Sample.Missing("hub", "availability", "answer was refused");
      Sample gauged =
          switch (random.nextInt(3)) {
            case 0 -> new Sample.Gauged("hub", "saturation", unusable[random.nextInt(4)], 0.1);
            case 1 -> new Sample.Gauged("hub", "saturation", 0.1, unusable[random.nextInt(4)]);
            default -> new Sample.Missing("hub", "saturation", "answer was refused");
          };
      Verdict verdict = random.nextInt(10) == 0 ? look(counted) : look(counted, gauged);
      assertFalse(verdict instanceof Verdict.Pass, () -> "passed on " + counted + gauged);
    }
  }

  @Test
  void aLedgerSurvivesPlainJson() throws Exception {
    look(hub(1_000, 2, 99_000, 3));
    ObjectMapper json = new ObjectMapper();
    assertEquals(ledger, json.readValue(json.writeValueAsString(ledger), Ledger.class));
    assertFalse(json.writeValueAsString(ledger).contains("null"));
  }
}
