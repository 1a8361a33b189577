package dev.blogsite.operator.slo;

/** How a rollout's alpha is shared out: over objectives, their tests, sources and fresh starts. */
final class Alpha {
  /** What is spent on readers. */
  private static final double READERS = 0.9;

  /** The rest: a crawl finds gross faults only, and for those a tenth suffices. */
  private static final double PROBES = 0.1;

  private Alpha() {}

  /** The share of one test of one objective over the whole rollout. */
  static double ofTest(Rules rules, Objective objective, Source source) {
    double share =
        switch (source) {
          case READERS -> READERS;
          case PROBES -> PROBES;
        };
    return share * rules.alpha() / rules.objectives().size() / objective.tests();
  }

  /** What of it the j-th fresh start may spend: 6/(π²j²), which sums to 1 over all j. */
  static double ofStart(double alpha, int start) {
    return alpha * 6 / (Math.PI * Math.PI * start * (double) start);
  }
}
