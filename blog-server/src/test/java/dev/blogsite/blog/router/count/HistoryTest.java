package dev.blogsite.blog.router.count;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blogsite.blog.router.count.TrackCounts.Source;
import dev.blogsite.blog.router.split.Threshold;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HistoryTest {
  private static final List<Threshold> THRESHOLDS = List.of(new Threshold("latency", 320_000_000));

  private static TrackCounts counts() {
    return new TrackCounts(THRESHOLDS, new TrackMetrics());
  }

  @Test
  void keepsTheLastSixtySpans() {
    History history = new History();
    TrackCounts counts = counts();
    for (int span = 1; span <= 70; span++) {
      for (int i = 0; i < span; i++) {
        counts.answered(Source.READER, i == 0 ? 500 : 200);
      }
      counts.started(Source.READER, 320_000_001);
      counts.started(Source.READER, 320_000_000);
      history.tick("a", counts.readers().counts());
    }
    List<History.Span> spans = history.spans();
    assertEquals(60, spans.size());
    assertEquals(new History.Span(11, 1, Map.of("latency", 1L)), spans.getFirst());
    assertEquals(new History.Span(70, 1, Map.of("latency", 1L)), spans.getLast());
  }

  @Test
  void goesOnWhenTheCountsBeginAnew() {
    History history = new History();
    TrackCounts first = counts();
    first.answered(Source.READER, 200);
    first.answered(Source.READER, 200);
    history.tick("a", first.readers().counts());
    TrackCounts second = counts();
    second.answered(Source.READER, 200);
    history.tick("b", second.readers().counts());
    assertEquals(List.of(2L, 1L), history.spans().stream().map(History.Span::requests).toList());
  }

  @Test
  void aNewThresholdKeepsTheOtherCounts() {
    TrackCounts counts = counts();
    counts.started(Source.READER, 400_000_000);
    counts.answered(Source.READER, 200);
    TrackCounts changed =
        counts.withThresholds(List.of(new Threshold("p99", 1), THRESHOLDS.getFirst()));
    changed.started(Source.READER, 400_000_000);
    Tally.Counts now = changed.readers().counts();
    assertEquals(1, now.requests());
    assertEquals(Map.of("p99", 1L, "latency", 2L), now.slow());
  }
}
