package dev.blogsite.e2e.readers;

import java.util.List;
import java.util.Map;

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

  /** Requests that a track answered. */
  public long on(String track) {
    return requests.getOrDefault(track, 0L);
  }

  /** Failures of a track. */
  public long failedOn(String track) {
    return failed.getOrDefault(track, 0L);
  }
}
