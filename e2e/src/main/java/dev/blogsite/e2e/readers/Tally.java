package dev.blogsite.e2e.readers;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts of what readers got, at one moment.
 *
 * @param requests answered or failed, by track
 * @param failed answers that are not 2xx or 3xx and requests without one, by track
 * @param samples the first failures in words, at most 20
 */
public record Tally(Map<String, Long> requests, Map<String, Long> failed, List<String> samples) {
  /** All requests. */
  public long total() {
    return requests.values().stream().mapToLong(Long::longValue).sum();
  }

  /** All failures. */
  public long failures() {
    return failed.values().stream().mapToLong(Long::longValue).sum();
  }

  /** What was counted since an earlier moment; the samples are all. */
  public Tally since(Tally earlier) {
    return new Tally(less(requests, earlier.requests()), less(failed, earlier.failed()), samples);
  }

  private static Map<String, Long> less(Map<String, Long> counts, Map<String, Long> earlier) {
    var rest = new TreeMap<String, Long>();
    counts.forEach((track, count) -> rest.put(track, count - earlier.getOrDefault(track, 0L)));
    return rest;
  }

  /** Requests that a track answered. */
  public long on(String track) {
    return requests.getOrDefault(track, 0L);
  }

  /** Failures of a track. */
  public long failedOn(String track) {
    return failed.getOrDefault(track, 0L);
  }
}
