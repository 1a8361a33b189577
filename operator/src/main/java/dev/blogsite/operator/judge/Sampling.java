package dev.blogsite.operator.judge;

import java.util.random.RandomGenerator;

/** Draws random numbers of the shapes that traffic has. */
final class Sampling {
  private static final double NORMAL_FROM = 50;

  private Sampling() {}

  /** A Poisson number; above a mean of 50 the normal one that it then looks like. */
  static long poisson(RandomGenerator random, double mean) {
    if (mean <= 0) {
      return 0;
    }
    if (mean > NORMAL_FROM) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double left = random.nextDouble();
    double probability = Math.exp(-mean);
    long number = 0;
    while (left > probability && number < 1000) {
      left -= probability;
      number++;
      probability *= mean / number;
    }
    return number;
  }

  /**
   * The sum of a Poisson number of groups of geometric size.
   *
   * @param groups mean number of groups
   * @param size mean size of a group, at least 1
   */
  static long compound(RandomGenerator random, double groups, double size) {
    long number = poisson(random, groups);
    if (number > NORMAL_FROM) {
      // A geometric size on 1, 2, … with mean m has the variance m(m−1).
      double deviation = Math.sqrt(number * size * (size - 1));
      return Math.max(number, Math.round(number * size + deviation * random.nextGaussian()));
    }
    long sum = 0;
    double stay = Math.log1p(-1 / size);
    for (long i = 0; i < number; i++) {
      sum += 1 + (long) (Math.log(1 - random.nextDouble()) / stay);
    }
    return sum;
  }
}
