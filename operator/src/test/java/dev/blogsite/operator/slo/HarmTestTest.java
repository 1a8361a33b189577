package dev.blogsite.operator.slo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;

class HarmTestTest {
  private static final double[] MULTIPLES = {1.5, 2, 3, 5, 10, 30, 100, 300};

  /** Formula 1 of the design, term by term. */
  private static double literally(Counts canary, Counts stable, double tolerance) {
    double theta = (double) canary.requests() / (canary.requests() + stable.requests());
    double q0 = tolerance * theta / (tolerance * theta + 1 - theta);
    double e = 0;
    for (double multiple : MULTIPLES) {
      double rho = tolerance * multiple;
      double q = rho * theta / (rho * theta + 1 - theta);
      e +=
          Math.pow(q / q0, (double) canary.bad())
              * Math.pow((1 - q) / (1 - q0), (double) stable.bad())
              / 8;
    }
    return e;
  }

  @Test
  void isTheFormula() {
    Counts canary = new Counts(50, 3, 0);
    Counts stable = new Counts(9_950, 7, 0);
    List<Double> sums = HarmTest.plus(HarmTest.NO_EVIDENCE, canary, stable, 1.5, 1);
    assertEquals(literally(canary, stable, 1.5), Math.exp(HarmTest.logE(List.of(sums))), 1e-9);
  }

  @Test
  void looksMultiplyAndClustersToo() {
    Counts canary = new Counts(50, 1, 0);
    Counts stable = new Counts(950, 2, 0);
    List<Double> once = HarmTest.plus(HarmTest.NO_EVIDENCE, canary, stable, 1.5, 1);
    List<Double> twice = HarmTest.plus(once, canary, stable, 1.5, 1);
    assertEquals(HarmTest.logE(List.of(once, once)), HarmTest.logE(List.of(twice)), 1e-12);
  }

  @Test
  void overdispersionDividesTheCounts() {
    List<Double> four =
        HarmTest.plus(HarmTest.NO_EVIDENCE, new Counts(50, 4, 0), new Counts(950, 8, 0), 1.5, 4);
    List<Double> one =
        HarmTest.plus(HarmTest.NO_EVIDENCE, new Counts(50, 1, 0), new Counts(950, 2, 0), 1.5, 1);
    assertEquals(HarmTest.logE(List.of(one)), HarmTest.logE(List.of(four)), 1e-12);
  }

  @Test
  void aLookWithRequestsOnOneSideSaysNothing() {
    List<Double> before = HarmTest.NO_EVIDENCE;
    assertSame(before, HarmTest.plus(before, new Counts(9, 9, 0), Counts.NONE, 1.5, 1));
    assertSame(before, HarmTest.plus(before, Counts.NONE, new Counts(9, 9, 0), 1.5, 1));
  }
}
