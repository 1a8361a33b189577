package dev.blogsite.blog.router.upstream;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One pod of a track. Counters may be used by any thread; idle connections only by the I/O thread
 * whose number is given.
 */
public final class Backend {
  /** Failures in a row after which a backend is left alone for a while. */
  static final int EJECT_AFTER = 5;

  private static final long EJECT_NANOS = 5_000_000_000L;
  private static final long MAX_EJECT_NANOS = 60_000_000_000L;
  private static final int MAX_IDLE_PER_THREAD = 256;

  private final InetSocketAddress address;
  private final ArrayDeque<Connection>[] idle;
  private final AtomicInteger outstanding = new AtomicInteger();
  private final AtomicInteger failuresInARow = new AtomicInteger();
  private final LongSupplier nanoTime;
  private int ejections;
  private volatile boolean proven;
  private volatile long ejectedUntil;
  private volatile boolean ejected;
  private volatile boolean gone;

  Backend(InetSocketAddress address, int ioThreads, LongSupplier nanoTime) {
    this.address = address;
    this.nanoTime = nanoTime;
    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of generic types.
    ArrayDeque<Connection>[] queues = new ArrayDeque[ioThreads];
    for (int i = 0; i < ioThreads; i++) {
      queues[i] = new ArrayDeque<>();
    }
    idle = queues;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return address;
  }

  /** A connection of this I/O thread that waits for a request; the most recently used. */
  @Nullable Connection takeIdle(int ioThread) {
    return idle[ioThread].pollLast();
  }

  /** Keeps a connection for the next request; false when it must be closed instead. */
  boolean keepIdle(int ioThread, Connection connection) {
    return !gone
        && idle[ioThread].size() < MAX_IDLE_PER_THREAD
        && idle[ioThread].offerLast(connection);
  }

  void forgetIdle(int ioThread, Connection connection) {
    idle[ioThread].remove(connection);
  }

  /** Closes this I/O thread's idle connections. */
  void closeIdle(int ioThread) {
    Connection connection;
    while ((connection = idle[ioThread].pollLast()) != null) {
      connection.close();
    }
  }

  /** No longer among the track's addresses: requests in flight end, no connection is kept. */
  void retire() {
    gone = true;
  }

  /** Notes that a request is on its way to it. */
  public void begin() {
    outstanding.incrementAndGet();
  }

  /** Notes that a request is over. */
  public void end() {
    outstanding.decrementAndGet();
  }

  int outstanding() {
    return outstanding.get();
  }

  /** Notes a good answer. */
  public void succeeded() {
    // Read first: a write per request would bounce the cache line between I/O threads.
    if (!proven) {
      proven = true;
    }
    if (failuresInARow.get() != 0) {
      recovered();
    }
  }

  private synchronized void recovered() {
    failuresInARow.set(0);
    ejections = 0;
    ejected = false;
  }

  /** Notes a request without a whole answer; true when the backend is ejected by it. */
  public boolean failed() {
    return failed(true);
  }

  /**
   * Notes a failure.
   *
   * @param ejects whether it may be left alone for it
   * @return whether it is, by this failure: longer each time, until an answer is good
   */
  synchronized boolean failed(boolean ejects) {
    int failures = failuresInARow.incrementAndGet();
    if (!ejects || failures < EJECT_AFTER || isEjected()) {
      return false;
    }
    ejections++;
    ejectedUntil = nanoTime.getAsLong() + Math.min(EJECT_NANOS * (long) ejections, MAX_EJECT_NANOS);
    ejected = true;
    return true;
  }

  /** Whether its last answer was good. */
  boolean isWell() {
    return proven && failuresInARow.get() == 0;
  }

  /** Whether it is left alone; once the time is over, the next request tries it again. */
  boolean isEjected() {
    return ejected && nanoTime.getAsLong() - ejectedUntil < 0;
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
