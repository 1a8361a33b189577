package dev.blogsite.blog.router.count;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** One track's Prometheus counts since the process started. Safe for use by any thread. */
public final class TrackMetrics {
  /** The histogram's upper bounds, in seconds. */
  static final double[] BOUNDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.32, 0.5, 1, 2.5, 5
  };

  /** The status classes; a request without an answer counts as the first. */
  static final String[] CLASSES = {"none", "1xx", "2xx", "3xx", "4xx", "5xx"};

  private static final long[] BOUND_NANOS = nanos();

  private final LongAdder[] byClass = adders(CLASSES.length);
  private final LongAdder[] byBound = adders(BOUNDS.length + 1);
  private final Map<Failure, LongAdder> byFailure = new EnumMap<>(Failure.class);
  private final LongAdder totalNanos = new LongAdder();
  private final LongAdder assignments = new LongAdder();

  /** Counts at zero. */
  public TrackMetrics() {
    for (Failure failure : Failure.values()) {
      byFailure.put(failure, new LongAdder());
    }
  }

  private static long[] nanos() {
    long[] nanos = new long[BOUNDS.length];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = Math.round(BOUNDS[i] * 1e9);
    }
    return nanos;
  }

  private static LongAdder[] adders(int count) {
    LongAdder[] adders = new LongAdder[count];
    for (int i = 0; i < count; i++) {
      adders[i] = new LongAdder();
    }
    return adders;
  }

  void assigned() {
    assignments.increment();
  }

  void started(long nanos) {
    int bound = 0;
    while (bound < BOUND_NANOS.length && nanos > BOUND_NANOS[bound]) {
      bound++;
    }
    byBound[bound].increment();
    totalNanos.add(nanos);
  }

  void ended(int status) {
    int statusClass = status / 100;
    byClass[statusClass < CLASSES.length ? statusClass : 0].increment();
  }

  void failed(Failure failure) {
    of(failure).increment();
  }

  long requests(int statusClass) {
    return byClass[statusClass].sum();
  }

  long failures(Failure failure) {
    return of(failure).sum();
  }

  private LongAdder of(Failure failure) {
    return Objects.requireNonNull(byFailure.get(failure));
  }

  /** How many started within a bound and not within the one before it. */
  long startedWithin(int bound) {
    return byBound[bound].sum();
  }

  double totalSeconds() {
    return totalNanos.sum() / 1e9;
  }

  long assignments() {
    return assignments.sum();
  }
}
