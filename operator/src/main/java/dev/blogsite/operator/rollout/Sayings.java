package dev.blogsite.operator.rollout;

import java.time.Duration;

/** Says values as the API writes them. */
final class Sayings {
  private Sayings() {}

  /** For instance {@code 1h30m} or {@code 90s}. */
  static String duration(Duration duration) {
    String text = duration.toString();
    return text.startsWith("PT") ? text.substring(2).toLowerCase(java.util.Locale.ROOT) : text;
  }

  /** A weight in percent, for instance {@code 0.5 %}. */
  static String weight(int weightPpm) {
    return java.math.BigDecimal.valueOf(weightPpm, 4).stripTrailingZeros().toPlainString() + " %";
  }
}
