package dev.blogsite.blog.router.split;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BucketsTest {
  private static final int READERS = 100_000;

  @ParameterizedTest
  @ValueSource(ints = {1, 137, 5_000, 50_000, 250_000, 333_333, 500_000, 999_999})
  void everyPrefixHoldsTheWeightWithinTwo(int weightPpm) {
    SplittableRandom random = new SplittableRandom(weightPpm);
    for (int start = 0; start < 20; start++) {
      Buckets buckets = new Buckets(random.nextLong());
      int canaries = 0;
      for (int readers = 1; readers <= READERS; readers++) {
        canaries += buckets.next(weightPpm) < weightPpm ? 1 : 0;
        double due = (double) readers * weightPpm / Split.TOTAL_PPM;
        assertTrue(Math.abs(canaries - due) < 2, canaries + " of " + readers);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1_000_000})
  void nobodyOrEverybodyIsACanary(int weightPpm) {
    Buckets buckets = new Buckets(7);
    for (int readers = 0; readers < READERS; readers++) {
      int bucket = buckets.next(weightPpm);
      assertTrue(bucket >= 0 && bucket < Split.TOTAL_PPM);
      assertTrue(bucket < weightPpm == weightPpm > 0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {50_000, 250_000, 500_000})
  void aRisingWeightMovesAnEvenShareOfEarlierReaders(int later) {
    Buckets buckets = new Buckets(99);
    int moved = 0;
    for (int readers = 0; readers < READERS; readers++) {
      moved += buckets.next(5_000) < later ? 1 : 0;
    }
    double due = (double) READERS * later / Split.TOTAL_PPM;
    assertTrue(Math.abs(moved - due) < 20, moved + " instead of " + due);
  }
}
