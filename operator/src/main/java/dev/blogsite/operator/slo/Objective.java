package dev.blogsite.operator.slo;

import java.time.Duration;

/**
 * One service level objective. Immutable.
 *
 * @param name unique within a site, for instance {@code availability}
 * @param kind what is counted
 * @param limit the share of bad events that is still good, in (0, 1); for {@link Kind#SATURATION}
 *     the usage above which a look counts as bad
 * @param threshold for {@link Kind#LATENCY} the time above which a request is slow; else zero
 */
public record Objective(String name, Kind kind, double limit, Duration threshold) {
  /** What an objective counts as bad. */
  public enum Kind {
    /** Requests that failed or were answered 5xx. */
    AVAILABILITY("availability"),
    /** Requests slower than the threshold. */
    LATENCY("latency"),
    /** Looks at which the database pool was used above the limit. */
    SATURATION("saturation"),
    /** Requests answered 404 for an address that stable's sitemap lists. */
    NOT_FOUND("notFound");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The kind as it is written in the API, in traces and in metrics. */
    public String word() {
      return word;
    }
  }

  /** The threshold as the routers are told it; 0 when there is none. */
  public double thresholdSeconds() {
    return threshold.toMillis() / 1000.0;
  }

  /** Whether one look proves nothing alone: one pause makes all its requests slow at once. */
  boolean needsTwoLooks() {
    return switch (kind) {
      case LATENCY -> true;
      case AVAILABILITY, SATURATION, NOT_FOUND -> false;
    };
  }

  /** The number of tests that share this objective's part of alpha: a gauge has no baseline. */
  int tests() {
    return switch (kind) {
      case AVAILABILITY, LATENCY, NOT_FOUND -> 2;
      case SATURATION -> 1;
    };
  }
}
