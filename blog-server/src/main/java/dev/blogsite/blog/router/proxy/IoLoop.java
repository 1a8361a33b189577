package dev.blogsite.blog.router.proxy;

import dev.blogsite.blog.router.upstream.Connector;
import dev.blogsite.blog.router.upstream.ResponseHead;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/**
 * What the requests of one I/O thread share: buffers that hold nothing between two events, and the
 * list of requests under way. Only that thread may touch it.
 */
final class IoLoop {
  /** How much is read from a backend at once, in bytes. */
  static final int READ_BYTES = 32 * 1024;

  /** The longest request head that is sent, in bytes: the limit on readers' plus what is added. */
  static final int HEAD_BYTES = 24 * 1024;

  private static final long SWEEP_MILLIS = 100;
  private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(SWEEP_MILLIS);

  final XnioIoThread thread;
  final Connector connector;
  final ResponseHead responseHead = new ResponseHead();
  final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_BYTES);
  final ByteBuffer headBuffer = ByteBuffer.allocateDirect(HEAD_BYTES);
  final byte[] scratch = new byte[READ_BYTES];
  final SplittableRandom ids = new SplittableRandom();
  private @Nullable Forwarding first;
  private long sweptAt;
  private long stoodStill;

  IoLoop(XnioIoThread thread) {
    this.thread = thread;
    this.connector = new Connector(thread);
  }

  /** Starts to look for requests whose time is up; the key ends it. */
  XnioExecutor.Key startSweeping() {
    sweptAt = System.nanoTime();
    return thread.executeAtInterval(this::sweep, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * The time by which backends are measured, in nanoseconds: {@link System#nanoTime}, less the time
   * in which this thread looked at nothing. Without that a router that got no processor for a while
   * would take its own pause for the silence of every backend that it waits for.
   */
  long now() {
    return System.nanoTime() - stoodStill;
  }

  void add(Forwarding forwarding) {
    forwarding.next = first;
    if (first != null) {
      first.previous = forwarding;
    }
    first = forwarding;
  }

  void remove(Forwarding forwarding) {
    Forwarding before = forwarding.previous;
    Forwarding after = forwarding.next;
    if (before != null) {
      before.next = after;
    } else {
      first = after;
    }
    if (after != null) {
      after.previous = before;
    }
    forwarding.previous = null;
    forwarding.next = null;
  }

  private void sweep() {
    long now = System.nanoTime();
    long since = now - sweptAt;
    sweptAt = now;
    if (since > 2 * SWEEP_NANOS) {
      stoodStill += since - SWEEP_NANOS;
    }
    Forwarding each = first;
    while (each != null) {
      // A request whose time is up leaves the list.
      Forwarding after = each.next;
      each.checkTime(now, now - stoodStill);
      each = after;
    }
  }
}
