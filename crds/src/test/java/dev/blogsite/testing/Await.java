package dev.blogsite.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Waiting for a condition, with a deadline. */
public final class Await {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Await() {}

  /**
   * Asks until the answer is true.
   *
   * @throws AssertionError when it is not within {@code most}: says {@code what} was waited for
   */
  public static void until(String what, Duration most, Callable<Boolean> condition) {
    value(what, most, () -> condition.call() ? Optional.of(true) : Optional.empty());
  }

  /**
   * Asks until there is an answer, and returns it. An exception counts as none and is told when
   * time is up.
   *
   * @throws AssertionError when there is none within {@code most}: says {@code what} was waited for
   */
  public static <T> T value(String what, Duration most, Callable<Optional<T>> source) {
    var deadline = System.nanoTime() + most.toNanos();
    Exception last;
    do {
      last = null;
      try {
        var answer = source.call();
        if (answer.isPresent()) {
          return answer.get();
        }
      } catch (Exception e) {
        last = e;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    } while (System.nanoTime() < deadline);
    throw failure(what, most, last);
  }

  private static AssertionError failure(String what, Duration most, @Nullable Exception last) {
    return new AssertionError("waited " + most.toSeconds() + " s in vain: " + what, last);
  }
}
