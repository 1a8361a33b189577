package dev.blogsite.operator.slo;

/**
 * A confidence sequence for a bad ratio, valid at every look: the p with
 * (n+1)·C(n,S)·p^S·(1−p)^(n−S) &gt; α. Immutable.
 *
 * <p>Source: H. Robbins (1970), with the uniform mixture; the left side is the Beta(S+1, n−S+1)
 * density.
 *
 * @param requests n; need not be whole, since counts are divided by the overdispersion
 * @param bad S, at most n
 * @param limit the bad ratio that is still good, in (0, 1)
 * @param alpha the chance that the true ratio is ever outside
 */
public record Bound(double requests, double bad, double limit, double alpha) {
  private static final int BISECTIONS = 60;

  /** Whether the whole interval is above the limit. */
  public boolean exceeded() {
    return bad > limit * requests && excludes(limit);
  }

  /** Whether the whole interval is below the limit. */
  public boolean certified() {
    return bad < limit * requests && excludes(limit);
  }

  /** Whether it would be, after so many more requests without a bad one. */
  public boolean certifiedAfter(double cleanRequests) {
    return new Bound(requests + cleanRequests, bad, limit, alpha).certified();
  }

  /** The interval's lower end, in [0, 1]. */
  public double lower() {
    if (bad <= 0) {
      return 0;
    }
    return bisect(0, bad / requests);
  }

  /** The interval's upper end, in [0, 1]. */
  public double upper() {
    if (bad >= requests) {
      return 1;
    }
    return bisect(1, bad / requests);
  }

  /** Whether p is outside the interval. */
  boolean excludes(double p) {
    return logDensity(p) <= Math.log(alpha);
  }

  private double bisect(double outside, double inside) {
    double out = outside;
    double in = inside;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (out + in) / 2;
      if (excludes(middle)) {
        out = middle;
      } else {
        in = middle;
      }
    }
    return out;
  }

  private double logDensity(double p) {
    double good = requests - bad;
    return LogGamma.of(requests + 2)
        - LogGamma.of(bad + 1)
        - LogGamma.of(good + 1)
        + (bad > 0 ? bad * Math.log(p) : 0)
        + (good > 0 ? good * Math.log1p(-p) : 0);
  }
}
