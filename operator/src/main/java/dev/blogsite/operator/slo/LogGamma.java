package dev.blogsite.operator.slo;

/** The logarithm of the gamma function. */
final class LogGamma {
  private static final double HALF_LOG_2_PI = Math.log(2 * Math.PI) / 2;
  private static final double SERIES_FROM = 10;

  private LogGamma() {}

  /**
   * ln Γ(x) for x &gt; 0, to about 15 digits.
   *
   * <p>Source: Abramowitz and Stegun 6.1.41 (Stirling's series), 6.1.15 below ten.
   */
  static double of(double x) {
    double shift = 1;
    double y = x;
    while (y < SERIES_FROM) {
      shift *= y;
      y++;
    }
    double inverse = 1 / y;
    double square = inverse * inverse;
    double series =
        inverse
            * (1.0 / 12
                - square
                    * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188))));
    return (y - 0.5) * Math.log(y) - y + HALF_LOG_2_PI + series - Math.log(shift);
  }
}
