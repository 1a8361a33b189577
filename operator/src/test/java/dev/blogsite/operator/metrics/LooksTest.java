package dev.blogsite.operator.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.blogsite.operator.slo.Objective;
import dev.blogsite.operator.slo.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LooksTest {
  private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");
  private static final Objective NOT_FOUND =
      new Objective("not-found", Objective.Kind.NOT_FOUND, 0.001, Duration.ZERO);
  private static final Objective LATENCY =
      new Objective("latency", Objective.Kind.LATENCY, 0.05, Duration.ofMillis(320));

  private Counters counters = Counters.NONE;
  private Looks.Told told = new Looks.Told(7, new TreeMap<>(Map.of("latency", 0.32)));
  private Instant now = START;

  /** A router whose tracks have both had that many requests; {@code slow} by objective. */
  private static Reading.Router router(long requests, Map<String, Long> slow) {
    var counts =
        new Reading.Counts(requests, 0, requests, new TreeMap<>(slow), requests, requests / 100);
    var slices =
        List.of(
            new Reading.Slice(10, 0, new TreeMap<>(slow)),
            new Reading.Slice(10, 0, new TreeMap<>(slow)));
    var track = new Reading.Track("0a1b2c3d4e", counts, 0, 1, counts, slices);
    return new Reading.Router("router-0", START, "garden-2", 7, 5_000, false, 900, track, track);
  }

  private Sample look(Objective objective, Reading router) {
    now = now.plusSeconds(10);
    var read = new Looks.Readings("garden-2", told, List.of(router), List.of(), List.of());
    Looks.Taken taken = Looks.take(List.of(objective), read, counters, now);
    counters = taken.counters();
    return taken.look().samples().getFirst();
  }

  @Test
  void aHistoryThatRoutersDoNotKeepIsNotKnown() {
    look(NOT_FOUND, router(0, Map.of()));
    var counted = assertInstanceOf(Sample.Counted.class, look(NOT_FOUND, router(1_000, Map.of())));
    assertEquals(10, counted.canary().bad());
    assertEquals(List.of(), counted.history());
    assertEquals(0, counted.before().requests());
  }

  private static void missing(String why, Sample sample) {
    assertEquals(why, assertInstanceOf(Sample.Missing.class, sample).why());
  }

  @Test
  void slowRequestsAreCountedByTheThresholdThatRoutersMeasureBy() {
    look(LATENCY, router(0, Map.of("latency", 0L)));
    var counted =
        assertInstanceOf(Sample.Counted.class, look(LATENCY, router(1_000, Map.of("latency", 3L))));
    assertEquals(1_000, counted.canary().requests());
    assertEquals(3, counted.canary().bad());
  }

  @Test
  void anObjectiveThatRoutersDoNotMeasureIsMissingAndNeverZero() {
    look(LATENCY, router(0, Map.of()));
    missing(
        "router-0: does not measure by its threshold yet",
        look(LATENCY, router(1_000, Map.of("other", 0L))));
  }

  @Test
  void anObjectiveIsCountedFromWhereRoutersBeganToMeasureIt() {
    look(LATENCY, router(0, Map.of("other", 5L)));
    Sample first = look(LATENCY, router(1_000, Map.of("latency", 3L)));
    assertEquals(0, assertInstanceOf(Sample.Counted.class, first).canary().requests());
    Sample next = look(LATENCY, router(1_500, Map.of("latency", 4L)));
    assertEquals(500, assertInstanceOf(Sample.Counted.class, next).canary().requests());
    assertEquals(1, assertInstanceOf(Sample.Counted.class, next).canary().bad());
  }

  @Test
  void aThresholdThatRoutersAreNotToldYetIsMissing() {
    told = new Looks.Told(7, new TreeMap<>(Map.of("latency", 0.5)));
    missing(
        "the routers are not told its threshold yet",
        look(LATENCY, router(1_000, Map.of("latency", 3L))));
  }

  @Test
  void aRouterOfAnotherEpochMeasuresByThresholdsThatNobodyKnows() {
    told = new Looks.Told(8, new TreeMap<>(Map.of("latency", 0.32)));
    missing(
        "router-0: does not measure by its threshold yet",
        look(LATENCY, router(1_000, Map.of("latency", 3L))));
  }
}
