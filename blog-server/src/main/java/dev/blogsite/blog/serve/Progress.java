package dev.blogsite.blog.serve;

import java.io.Console;
import java.util.Optional;

/** A line that counts up in a terminal; says nothing into a file. */
final class Progress {
  private static final int STEPS = 100;
  // The JDK's own promise here changed twice: null and "not a terminal" mean the same.
  private static final boolean TERMINAL =
      Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();

  private Progress() {}

  static void show(String what, int done, int all) {
    boolean worthShowing = done == all || done % Math.max(1, all / STEPS) == 0;
    if (worthShowing && TERMINAL) {
      System.err.printf("\r%s: %d of %d%s", what, done, all, done == all ? "\n" : "");
    }
  }
}
