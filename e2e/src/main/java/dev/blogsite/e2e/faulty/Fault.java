package dev.blogsite.e2e.faulty;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What is wrong with a faulty version; each has an image of its name in {@code e2e/faulty/images}.
 */
enum Fault {
  /** Every twentieth page answers 500. */
  BAD_ERRORS,
  /** Every tenth page starts to answer after 2 s. */
  BAD_LATENCY,
  /** The process ends with 1 after 20 s. */
  CRASH,
  /** No page is answered from 15 s on; the probes stay green. */
  HANG,
  /** Readiness answers 503 for ever. */
  NEVER_READY,
  /** The server begins to start after 10 s, and then works. */
  SLOW_START;

  /** The fault of that name, as in {@code bad-errors}. */
  static Fault named(String name) {
    return Arrays.stream(values())
        .filter(fault -> fault.label().equals(name))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "fault is '%s'; must be one of %s"
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(Fault::label)
                                .collect(Collectors.joining(", ")))));
  }

  /** Its name on the command line. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
