package dev.blogsite.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waiting for a condition with a deadline. Thread-safe: it holds no state. */
public final class Await {
  // Every look is work for the API server, which shares its machine with what is looked at.
  private static final Duration POLL = Duration.ofMillis(500);

  private Await() {}

  /**
   * Polls a value until it satisfies a condition.
   *
   * @param what said in the error, as in "garden is Ready"
   * @return the first value that does
   * @throws AssertionError after the deadline, with the last value seen
   */
  public static <T> T until(
      String what, Duration deadline, Supplier<T> value, Predicate<? super T> condition) {
    var end = Instant.now().plus(deadline);
    while (true) {
      T seen = value.get();
      if (condition.test(seen)) {
        return seen;
      }
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(
            "not within %s: %s; last seen: %s".formatted(deadline, what, seen));
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }
}
