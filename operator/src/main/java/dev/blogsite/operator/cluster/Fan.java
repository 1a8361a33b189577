package dev.blogsite.operator.cluster;

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
 * Asks many side by side and waits for all: at most {@code width} calls are under way at once, over
 * all callers. Thread-safe.
 *
 * <p>Calls must be bounded in time by themselves.
 */
public final class Fan implements AutoCloseable {

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("fan-", 0).factory());
  private final Semaphore width;

  /** A fan of at most {@code width} calls at once. */
  public Fan(int width) {
    this.width = new Semaphore(width);
  }

  /**
   * The answer of each, in the order asked. The first failure of a call is thrown, after all have
   * ended.
   */
  public <K, V> Map<K, V> each(List<K> keys, Function<K, V> call) {
    Map<K, Future<V>> asked = new LinkedHashMap<>();
    for (K key : keys) {
      asked.computeIfAbsent(key, k -> threads.submit(() -> bounded(k, call)));
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

  private <K, V> V bounded(K key, Function<K, V> call) throws InterruptedException {
    width.acquire();
    try {
      return call.apply(key);
    } finally {
      width.release();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
