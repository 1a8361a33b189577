package dev.blogsite.operator.cluster;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Asks many side by side and waits for all: so many calls at most are under way at once, over all
 * callers and for each of them. Thread-safe.
 *
 * <p>Calls must be bounded in time by themselves.
 */
public final class Fan implements AutoCloseable {

  private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("fan-", 0).factory());
  private final Semaphore width;
  private final int share;

  /** A fan of at most {@code width} calls at once, all of which one caller may have. */
  public Fan(int width) {
    this(width, width);
  }

  /**
   * A fan of at most {@code width} calls at once, of which one caller has {@code share} at most.
   */
  public Fan(int width, int share) {
    // First come, first served: who asks for much waits for itself.
    this.width = new Semaphore(width, true);
    this.share = share;
  }

  /**
   * The answer of each, in the order asked. The first failure of a call is thrown, after all have
   * ended.
   */
  public <K, V> Map<K, V> each(List<K> keys, Function<K, V> call) {
    return each(keys, call, FOREVER, call);
  }

  /**
   * The same, but calls that have not begun when {@code patience} is over are not made.
   *
   * @param otherwise the answer in place of such a call; must return at once
   */
  public <K, V> Map<K, V> each(
      List<K> keys, Function<K, V> call, Duration patience, Function<K, V> otherwise) {
    long began = System.nanoTime();
    Function<K, V> timely =
        key ->
            System.nanoTime() - began <= patience.toNanos()
                ? call.apply(key)
                : otherwise.apply(key);
    var own = new Semaphore(share);
    Map<K, Future<V>> asked = new LinkedHashMap<>();
    for (K key : keys) {
      asked.computeIfAbsent(key, k -> threads.submit(() -> bounded(own, k, timely)));
    }
    Map<K, V> answers = new LinkedHashMap<>();
    RuntimeException failure = null;
    for (var entry : asked.entrySet()) {
      try {
        answers.put(entry.getKey(), entry.getValue().get());
      } catch (ExecutionException e) {
        failure = failure == null ? new IllegalStateException(e.getCause()) : failure;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        asked.values().forEach(f -> f.cancel(true));
        throw new IllegalStateException("interrupted while waiting for answers", e);
      }
    }
    if (failure != null) {
      throw failure;
    }
    return answers;
  }

  private <K, V> V bounded(Semaphore own, K key, Function<K, V> call) throws InterruptedException {
    own.acquire();
    try {
      width.acquire();
      try {
        return call.apply(key);
      } finally {
        width.release();
      }
    } finally {
      own.release();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
