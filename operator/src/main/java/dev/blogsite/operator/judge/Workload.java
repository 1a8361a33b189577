package dev.blogsite.operator.judge;

import dev.blogsite.operator.slo.Counts;
import dev.blogsite.operator.slo.Sample;
import dev.blogsite.operator.slo.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Simulated readers of one site.
 *
 * @param perSecond requests a second, on both tracks together
 * @param weight the canary's share, in (0, 1)
 * @param stableErrors stable's error ratio
 * @param canaryErrors the canary's
 * @param shape how requests and errors come
 */
record Workload(
    double perSecond, double weight, double stableErrors, double canaryErrors, Shape shape) {
  private static final double LOOK_SECONDS = 10;
  private static final int HISTORY = 60;

  /** Requests of one reader, on the average; all of them are on one track. */
  private static final double SESSION = 10;

  /** Errors that come together on one track, on the average. */
  private static final double CLUMP = 4;

  /** Looks with a common outage, and how many times as many errors both tracks have in them. */
  private static final double OUTAGES = 0.01;

  private static final double OUTAGE_FACTOR = 50;

  /** How requests and errors come. */
  enum Shape {
    /** Each request and each error on its own. */
    EVEN("even"),
    /** Readers stay on their track for ten requests, so the canary's share swings. */
    STICKY("sticky readers"),
    /** Errors come four at a time on one track, and in outages of both. */
    BURSTS("bursts"),
    /** Both. */
    STICKY_BURSTS("sticky, bursts");

    private final String word;

    Shape(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    boolean sticky() {
      return this == STICKY || this == STICKY_BURSTS;
    }

    boolean bursts() {
      return this == BURSTS || this == STICKY_BURSTS;
    }
  }

  /** One look's sample; the first of a step has the history of before. */
  Sample.Counted look(RandomGenerator random, boolean first) {
    double all = perSecond * LOOK_SECONDS;
    double outage = shape.bursts() && random.nextDouble() < OUTAGES ? OUTAGE_FACTOR : 1;
    List<Counts> history = new ArrayList<>();
    for (int i = 0; first && i < HISTORY; i++) {
      double before = shape.bursts() && random.nextDouble() < OUTAGES ? OUTAGE_FACTOR : 1;
      history.add(track(random, all, stableErrors * before));
    }
    return new Sample.Counted(
        "hub",
        "availability",
        Source.READERS,
        track(random, all * weight, canaryErrors * outage),
        track(random, all * (1 - weight), stableErrors * outage),
        history.stream().map(Counts::bad).toList(),
        history.stream().reduce(Counts.NONE, Counts::plus));
  }

  private Counts track(RandomGenerator random, double mean, double errors) {
    long requests =
        shape.sticky()
            ? Sampling.compound(random, mean / SESSION, SESSION)
            : Sampling.poisson(random, mean);
    double bad = Math.min(1, errors) * requests;
    long failed =
        shape.bursts()
            ? Sampling.compound(random, bad / CLUMP, CLUMP)
            : Sampling.poisson(random, bad);
    return new Counts(requests, Math.min(requests, failed), 0);
  }
}
