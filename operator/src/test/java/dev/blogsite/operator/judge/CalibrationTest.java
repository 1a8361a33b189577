package dev.blogsite.operator.judge;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The judge against simulated readers; seeded, so that a run is like the one before. */
class CalibrationTest {
  private static final double[] WEIGHTS = {0.005, 0.5};
  private static final double[] ERRORS = {0.00005, 0.001};
  private static final double[] RATES = {100, 1000};

  /** Looks at every cell of the grid; without bursts no more than alpha may fail. */
  private static void goodCanariesPass(Calibration calibration, double most) {
    for (Workload.Shape shape : new Workload.Shape[] {Workload.Shape.EVEN, Workload.Shape.STICKY}) {
      for (double weight : WEIGHTS) {
        for (double errors : ERRORS) {
          for (double rate : RATES) {
            Workload workload = new Workload(rate, weight, errors, errors, shape);
            int fails = calibration.fails(workload);
            assertTrue(
                fails <= most * calibration.rollouts(),
                () -> "%d of %d failed: %s".formatted(fails, calibration.rollouts(), workload));
          }
        }
      }
    }
  }

  @Test
  void fewGoodCanariesFail() {
    // 100 rollouts with a true rate of 5 % fail more than 14 times once in 2,000 runs.
    goodCanariesPass(new Calibration(100, 200, 7), 0.14);
  }

  @Test
  void badCanariesAreCaughtInMinutes() {
    Calibration calibration = new Calibration(50, 500, 7);
    int slow = 0;
    for (int round = 0; round < calibration.rollouts(); round++) {
      int looks =
          calibration.looksToFail(
              new Workload(1000, 0.005, 0.001, 0.05, Workload.Shape.EVEN), round);
      slow += looks == 0 || looks > 12 ? 1 : 0;
    }
    assertTrue(slow <= 5, slow + " of 50 took more than two minutes");
  }

  @Test
  @Tag("soak")
  void noMoreGoodCanariesFailThanAlpha() {
    goodCanariesPass(new Calibration(2000, 500, 1), Calibration.ALPHA);
  }

  @Test
  @Tag("soak")
  void printsItsTables() {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text, true);
    new Calibration(2000, 500, 1).print(out);
    System.out.println(text);
    assertTrue(text.toString().contains("sticky, bursts"));
  }
}
