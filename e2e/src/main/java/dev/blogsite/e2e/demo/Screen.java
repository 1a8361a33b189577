package dev.blogsite.e2e.demo;

import java.io.PrintStream;
import java.util.List;

/**
 * Where the picture is shown: redrawn in place on a terminal, and elsewhere printed only when its
 * first line's words changed. Used by one thread.
 */
final class Screen {
  private final PrintStream out;
  private final boolean terminal;
  private int drawn;
  private String last = "";

  Screen(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Shows the lines in place of the ones before. */
  void show(String state, List<String> lines) {
    if (!terminal && state.equals(last)) {
      return;
    }
    last = state;
    if (terminal && drawn > 0) {
      out.printf("\u001b[%dA\u001b[J", drawn);
    }
    lines.forEach(out::println);
    out.flush();
    drawn = lines.size();
  }

  /** Leaves what is shown and goes on below it. */
  void keep() {
    drawn = 0;
    last = "";
    out.println();
  }
}
