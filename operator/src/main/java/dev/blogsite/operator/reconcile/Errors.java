package dev.blogsite.operator.reconcile;

import dev.blogsite.api.v1alpha1.Formats;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with a spec, and stands in for the wrong values so that the reading goes
 * on. Not thread-safe.
 */
final class Errors {

  private final List<String> found = new ArrayList<>();

  List<String> found() {
    return List.copyOf(found);
  }

  /** Notes that the value at {@code path} breaks {@code rule}. */
  void refuse(String path, Object value, String rule) {
    found.add(path + " is " + value + "; must " + rule);
  }

  /** A duration within its bounds; one that is not is stood in for by {@code preset}. */
  Duration duration(
      String path, @Nullable String text, String preset, Duration least, Duration most) {
    String said = text == null ? preset : text;
    Duration duration = Formats.duration(said).orElse(Duration.ZERO);
    if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
      refuse(path, said, "be a duration from " + words(least) + " to " + words(most));
      return Formats.duration(preset).orElse(least);
    }
    return duration;
  }

  /** A whole number within its bounds; one that is not is stood in for by {@code preset}. */
  int number(String path, @Nullable Integer value, int preset, int least, int most) {
    int said = value == null ? preset : value;
    if (said < least || said > most) {
      refuse(path, said, "be from " + least + " to " + most);
      return preset;
    }
    return said;
  }

  /** A decimal within its bounds, the lower one left out when {@code above}. */
  double decimal(String path, String text, double least, boolean above, double most) {
    if (text.matches("[0-9]{1,6}([.][0-9]{1,6})?")) {
      double value = new BigDecimal(text).doubleValue();
      if (value <= most && (above ? value > least : value >= least)) {
        return value;
      }
    }
    refuse(path, text, "be a number " + (above ? "above " : "from ") + least + " to " + most);
    return most;
  }

  private static String words(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + "h";
    }
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }
}
