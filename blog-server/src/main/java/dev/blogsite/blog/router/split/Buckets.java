package dev.blogsite.blog.router.split;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The sequence of buckets that new readers get. For any weight w and any run of n readers, the
 * number of buckets below w differs from n·w by less than 1, so 0.5 % of 100,000 is 500 and not a
 * throw of dice. Safe for use by any thread.
 *
 * <p>Reader n is the canary's when ⌊(n+1)·w⌋ &gt; ⌊n·w⌋ (Bresenham's line); where in the track's
 * range a bucket lies follows the golden-ratio sequence, so that a weight that rises moves an even
 * share of the earlier readers.
 */
public final class Buckets {
  // 2^64 divided by the golden ratio: the additive recurrence with the lowest discrepancy.
  // Source: Knuth, The Art of Computer Programming, volume 3, section 6.4.
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final AtomicLong readers;

  /**
   * Starts the sequence somewhere.
   *
   * @param start where; pods that start at random places do not send their first readers alike
   */
  public Buckets(long start) {
    // Small enough that start × weight cannot overflow in any pod's life.
    readers = new AtomicLong(start & 0xFFFF_FFFFL);
  }

  /**
   * The next reader's bucket.
   *
   * @param weightPpm the weight in force, 0 to 1,000,000
   * @return 0 to 999,999; below {@code weightPpm} when the reader is the canary's
   */
  public int next(int weightPpm) {
    long n = readers.getAndIncrement();
    long canaries = n * weightPpm / Split.TOTAL_PPM;
    boolean canary = (n + 1) * weightPpm / Split.TOTAL_PPM > canaries;
    return canary
        ? spread(canaries, weightPpm)
        : weightPpm + spread(n - canaries, Split.TOTAL_PPM - weightPpm);
  }

  private static int spread(long index, int range) {
    return (int) ((((index * GOLDEN) >>> 32) * range) >>> 32);
  }
}
