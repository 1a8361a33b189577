package dev.blogsite.operator.planted.slo;

import java.time.Instant;

/** Breaks the rule of the pure packages on purpose, to prove that the rule fires. */
final class Clock {
  private Clock() {}

  static Instant readAgainstTheRule() {
    return Instant.now();
  }
}
