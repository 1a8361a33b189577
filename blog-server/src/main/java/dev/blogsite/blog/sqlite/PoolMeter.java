package dev.blogsite.blog.sqlite;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * How busy the connections were since the process started, over the pools of all sets. Thread-safe.
 */
public final class PoolMeter {
  private final int size;
  private final LongAdder busyNanos = new LongAdder();
  private final AtomicInteger inUse = new AtomicInteger();

  /** Creates a meter of pools of {@code size} connections each. */
  public PoolMeter(int size) {
    this.size = size;
  }

  /** Returns the number of connections in a pool. */
  public int size() {
    return size;
  }

  /** Returns for how long connections were in use, in seconds, summed over connections. */
  public double busySeconds() {
    return busyNanos.sum() / 1e9;
  }

  /** Returns the share of the pool that is in use now, 0 to 1. */
  public double usage() {
    return Math.min(1.0, inUse.get() / (double) size);
  }

  void borrowed() {
    inUse.incrementAndGet();
  }

  void returned(long nanos) {
    inUse.decrementAndGet();
    busyNanos.add(nanos);
  }
}
