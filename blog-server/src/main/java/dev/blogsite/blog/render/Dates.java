package dev.blogsite.blog.render;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Days as readers and machines read them, in UTC. */
final class Dates {
  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");

  private Dates() {}

  /** Returns the day for a reader: written out in English, by number in other languages. */
  static String shown(Instant instant, String language) {
    LocalDate day = day(instant);
    // Names of months in every language would double the run-time image.
    return language.equals("en") || language.startsWith("en-")
        ? day.getDayOfMonth() + " " + MONTHS.get(day.getMonthValue() - 1) + " " + day.getYear()
        : day.toString();
  }

  static LocalDate day(Instant instant) {
    return instant.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
