package dev.blogsite.operator.judge;

import dev.blogsite.operator.slo.Judge;
import dev.blogsite.operator.slo.Ledger;
import dev.blogsite.operator.slo.Look;
import dev.blogsite.operator.slo.Objective;
import dev.blogsite.operator.slo.Rules;
import dev.blogsite.operator.slo.Verdict;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * How often the judge fails good canaries, and how soon it fails bad ones, by simulation. All of
 * alpha is on availability, which is the hardest case for it.
 *
 * @param rollouts simulated rollouts per figure
 * @param looks looks of ten seconds per rollout
 * @param seed of the random numbers; the same seed gives the same figures
 */
record Calibration(int rollouts, int looks, long seed) {
  static final double ALPHA = 0.05;
  private static final double LIMIT = 0.0001;
  private static final Duration LOOK = Duration.ofSeconds(10);
  private static final Rules RULES =
      new Rules(
          ALPHA,
          1.5,
          500,
          List.of(
              new Objective("availability", Objective.Kind.AVAILABILITY, LIMIT, Duration.ZERO)));

  /**
   * The number of looks until Fail; 0 when there was none.
   *
   * @param round which rollout; each has random numbers of its own
   */
  int looksToFail(Workload workload, int round) {
    RandomGenerator random = new Random(seed * 1_000_003 + round);
    Instant time = Instant.EPOCH.plus(LOOK);
    Ledger ledger = Judge.open(Ledger.EMPTY, time, (int) Math.round(workload.weight() * 1e6));
    for (int look = 1; look <= looks; look++) {
      time = time.plus(LOOK);
      ledger = Judge.fold(RULES, ledger, new Look(time, List.of(workload.look(random, look == 1))));
      if (Judge.verdict(RULES, ledger) instanceof Verdict.Fail) {
        return look;
      }
    }
    return 0;
  }

  /** The number of rollouts that failed. */
  int fails(Workload workload) {
    int fails = 0;
    for (int round = 0; round < rollouts; round++) {
      if (looksToFail(workload, round) > 0) {
        fails++;
      }
    }
    return fails;
  }

  /** Prints both tables. */
  void print(PrintWriter out) {
    out.printf(
        "Good canaries failed, of %d rollouts of %d looks (alpha %.2f, seed %d)%n",
        rollouts, looks, ALPHA, seed);
    out.printf("%8s %8s %6s  %-15s %7s%n", "weight", "errors", "req/s", "shape", "failed");
    for (Workload.Shape shape : Workload.Shape.values()) {
      for (double weight : new double[] {0.005, 0.5}) {
        for (double errors : new double[] {0.00005, 0.001}) {
          for (double perSecond : new double[] {100, 1000}) {
            int fails = fails(new Workload(perSecond, weight, errors, errors, shape));
            out.printf(
                "%6.1f %% %6.3f %% %6.0f  %-15s %5.2f %%%n",
                weight * 100, errors * 100, perSecond, shape.word(), 100.0 * fails / rollouts);
            out.flush();
          }
        }
      }
    }
    printCatches(out);
  }

  private void printCatches(PrintWriter out) {
    int rounds = Math.min(rollouts, 201);
    out.printf(
        "%nBad canaries at 0.5 %% weight, stable at 0.1 %%: time to Fail (%d each)%n", rounds);
    out.printf("%8s %6s  %10s %10s %8s%n", "errors", "req/s", "median", "95th", "missed");
    for (double errors : new double[] {0.05, 0.01, 0.005}) {
      for (double perSecond : new double[] {100, 1000}) {
        Workload workload = new Workload(perSecond, 0.005, 0.001, errors, Workload.Shape.EVEN);
        int[] taken = new int[rounds];
        for (int round = 0; round < rounds; round++) {
          int look = looksToFail(workload, round);
          taken[round] = look == 0 ? Integer.MAX_VALUE : look;
        }
        Arrays.sort(taken);
        out.printf(
            "%6.1f %% %6.0f  %10s %10s %6.1f %%%n",
            errors * 100,
            perSecond,
            minutes(taken[rounds / 2]),
            minutes(taken[rounds * 95 / 100]),
            100.0 * Arrays.stream(taken).filter(t -> t == Integer.MAX_VALUE).count() / rounds);
        out.flush();
      }
    }
  }

  private static String minutes(int looks) {
    return looks == Integer.MAX_VALUE
        ? "never"
        : "%.1f min".formatted(LOOK.toSeconds() * looks / 60.0);
  }
}
