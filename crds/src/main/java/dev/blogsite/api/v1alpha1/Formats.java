package dev.blogsite.api.v1alpha1;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Forms that the API's strings have, as RE2 and Java both read them, and what they say. */
public final class Formats {
  /** A DNS name in lower case, each label of at most 63 characters. */
  public static final String DNS_NAME =
      "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?([.][a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$";

  /**
   * In a rule's messageExpression, between {@code '"' +} the value and the rule, which ends with
   * {@code '}.
   */
  public static final String IS_REFUSED = " + '\" is refused: ";

  /** The begin of a messageExpression, up to the rule, where the value is {@code self}. */
  public static final String REFUSED = "'\"' + self" + IS_REFUSED;

  /**
   * A reference to an image, after the grammar of the OCI distribution's reference package: host
   * and port, path in lower case, tag, digest.
   */
  public static final String IMAGE =
      "^([a-zA-Z0-9][a-zA-Z0-9.-]*(:[0-9]{1,5})?/)?"
          + "[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*(/[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*)*"
          + "(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?"
          + "(@[A-Za-z][A-Za-z0-9]*([-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,128})?$";

  /** A duration: hours, minutes, seconds and milliseconds in this order, each at most once. */
  public static final String DURATION =
      "^([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?([0-9]{1,6}ms)?$";

  /** A percentage from 0 to 100 with at most four decimals. */
  public static final String PERCENT = "^(100([.]0{1,4})?|[0-9]{1,2}([.][0-9]{1,4})?)$";

  /** A ratio from 0 to 1 with at most six decimals. */
  public static final String RATIO = "^(1([.]0{1,6})?|0([.][0-9]{1,6})?)$";

  /** A factor with at most two digits and two decimals. */
  public static final String FACTOR = "^[0-9]{1,2}([.][0-9]{1,2})?$";

  /** A language tag (BCP 47), such as {@code en} or {@code pt-BR}. */
  public static final String LANGUAGE = "^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$";

  private static final Pattern DURATION_PARTS =
      Pattern.compile("(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?(?:(\\d{1,6})ms)?");

  private Formats() {}

  /** The duration that a text in the form {@link #DURATION} says; empty for any other text. */
  public static Optional<Duration> duration(String text) {
    var parts = DURATION_PARTS.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        Duration.ofHours(number(parts.group(1)))
            .plusMinutes(number(parts.group(2)))
            .plusSeconds(number(parts.group(3)))
            .plusMillis(number(parts.group(4))));
  }

  /** A percentage in the form {@link #PERCENT} in parts per million; empty for any other text. */
  public static OptionalInt weightPpm(String text) {
    return text.matches(PERCENT)
        ? OptionalInt.of(new BigDecimal(text).movePointRight(4).intValueExact())
        : OptionalInt.empty();
  }

  /** Parts per million (0 to 1,000,000) as the shortest percentage, such as {@code 0.5}. */
  public static String percent(int weightPpm) {
    return BigDecimal.valueOf(weightPpm, 4).stripTrailingZeros().toPlainString();
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
