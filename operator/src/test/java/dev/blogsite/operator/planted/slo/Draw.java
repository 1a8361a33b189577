package dev.blogsite.operator.planted.slo;

import java.util.concurrent.ThreadLocalRandom;

/** Breaks the rule of the pure packages on purpose, to prove that the rule fires. */
final class Draw {
  private Draw() {}

  static int drawAgainstTheRule() {
    return ThreadLocalRandom.current().nextInt();
  }
}
