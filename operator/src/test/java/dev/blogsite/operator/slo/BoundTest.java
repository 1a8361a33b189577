package dev.blogsite.operator.slo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BoundTest {
  @Test
  void certifyingOneInTenThousandTakesAboutAHundredAndFiftyThousandCleanRequests() {
    assertFalse(new Bound(145_000, 0, 0.0001, 0.05).certified());
    assertTrue(new Bound(155_000, 0, 0.0001, 0.05).certified());
    assertTrue(new Bound(1_000, 0, 0.0001, 0.05).certifiedAfter(154_000));
  }

  @Test
  void isExactlyTheFormulaWhereItCanBeCountedOut() {
    // (n+1)·C(n,S)·p^S·(1−p)^(n−S) with n = 10, S = 3 is 11 · 120 · p³ · (1−p)⁷.
    for (double p : new double[] {0.001, 0.01, 0.3, 0.6, 0.9}) {
      double density = 11 * 120 * Math.pow(p, 3) * Math.pow(1 - p, 7);
      assertFalse(new Bound(10, 3, 0.5, density * 0.999).excludes(p));
      assertTrue(new Bound(10, 3, 0.5, density * 1.001).excludes(p));
    }
  }

  @Test
  void itsEndsAreWhereTheFormulaMeetsAlpha() {
    Bound bound = new Bound(1_000, 20, 0.5, 0.05);
    assertTrue(bound.lower() > 0.005 && bound.lower() < 0.02, "lower " + bound.lower());
    assertTrue(bound.upper() > 0.02 && bound.upper() < 0.045, "upper " + bound.upper());
    assertTrue(bound.excludes(bound.lower() * 0.999));
    assertFalse(bound.excludes(bound.lower() * 1.001));
  }

  @Test
  void nothingSeenExcludesNothing() {
    Bound bound = new Bound(0, 0, 0.5, 0.05);
    assertEquals(0, bound.lower());
    assertEquals(1, bound.upper());
    assertFalse(bound.exceeded());
    assertFalse(bound.certified());
  }

  @Test
  void staysExactEnoughAtAThousandMillionRequests() {
    Bound bound = new Bound(1e9, 100_000, 0.0001, 0.05);
    assertFalse(bound.exceeded());
    assertEquals(0.0001, bound.lower(), 2e-6);
    assertEquals(0.0001, bound.upper(), 2e-6);
  }

  @Test
  void logGammaIsTheFactorialsLogarithm() {
    double sum = 0;
    for (int n = 1; n < 200; n++) {
      assertEquals(sum, LogGamma.of(n), 1e-11 * Math.max(1, sum));
      sum += Math.log(n);
    }
    assertEquals(Math.log(Math.PI) / 2, LogGamma.of(0.5), 1e-13);
  }
}
