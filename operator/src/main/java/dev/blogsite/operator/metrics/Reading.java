package dev.blogsite.operator.metrics;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What one pod said of itself at {@code /metrics/slo}, or why it said nothing usable. */
public sealed interface Reading {

  /** The pod that was asked. */
  String pod();

  /** Nothing usable, and why. It is no evidence of anything, and never a zero. */
  record Missing(String pod, String why) implements Reading {}

  /**
   * A router pod's counts since {@code startedAt}.
   *
   * @param canary null while the router has none
   */
  record Router(
      String pod,
      Instant startedAt,
      @Nullable String rollout,
      long epoch,
      int weightPpm,
      boolean leaseExpired,
      double leaseSecondsLeft,
      Track stable,
      @Nullable Track canary)
      implements Reading {}

  /**
   * A blog pod: what it serves, and how busy its database connections have been since {@code
   * startedAt}.
   *
   * @param postsRefused posts that it leaves out, each as file, line and reason; not all when there
   *     are many
   */
  record Blog(
      String pod,
      Instant startedAt,
      @Nullable String revision,
      @Nullable String configHash,
      String result,
      @Nullable String error,
      long poolSize,
      double busySeconds,
      double uptimeSeconds,
      List<String> postsRefused)
      implements Reading {
    /** The list is copied. */
    public Blog {
      postsRefused = List.copyOf(postsRefused);
    }
  }

  /**
   * One track as one router saw it.
   *
   * @param assignments new readers given to the track
   * @param history ten-second counts, oldest first
   */
  record Track(
      @Nullable String revision,
      Counts readers,
      long assignments,
      long backends,
      Counts probes,
      List<Slice> history) {}

  /** Requests and the bad ones among them; {@code slow} by name of latency objective. */
  record Counts(
      long requests,
      long errors,
      long latencyRequests,
      SortedMap<String, Long> slow,
      long listedRequests,
      long listedNotFound) {

    /**
     * Whether none of these is greater than its counterpart; what is not measured any more has
     * none.
     */
    boolean atMost(Counts later) {
      return requests <= later.requests
          && errors <= later.errors
          && latencyRequests <= later.latencyRequests
          && listedRequests <= later.listedRequests
          && listedNotFound <= later.listedNotFound
          && slow.entrySet().stream()
              .allMatch(e -> e.getValue() <= later.slow.getOrDefault(e.getKey(), e.getValue()));
    }
  }

  /** What ten seconds brought. */
  record Slice(long requests, long errors, SortedMap<String, Long> slow) {}
}
