package dev.blogsite.e2e.demo;

import dev.blogsite.e2e.readers.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws a rollout as lines of text. Immutable. */
final class Picture {
  private static final int BAR = 48;
  private static final int WIDTH = 118;
  private static final int MILLION = 1_000_000;

  private Picture() {}

  /** The lines for one moment, each at most {@value #WIDTH} characters. */
  static List<String> draw(String title, Duration since, Snapshot rollout, Tally readers) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s   %02d:%02d   %s%s   verdict %s"
            .formatted(
                title,
                since.toMinutes(),
                since.toSecondsPart(),
                rollout.phase().isEmpty() ? "starting" : rollout.phase(),
                rollout.progress().isEmpty() ? "" : " step " + rollout.progress(),
                rollout.verdict().isEmpty() ? "–" : rollout.verdict()));
    lines.add(track("stable", MILLION - rollout.weightPpm(), readers));
    lines.add(track("canary", rollout.weightPpm(), readers));
    rollout.evidence().forEach(line -> lines.add("  " + line));
    lines.add("  " + rollout.message());
    return lines.stream().map(Picture::cut).toList();
  }

  private static String track(String name, int ppm, Tally readers) {
    int filled = ppm == 0 ? 0 : Math.max(1, (int) Math.round((double) ppm * BAR / MILLION));
    return "  %s %s%s %7s %%   %,9d answers, %,d failed"
        .formatted(
            name,
            "█".repeat(filled),
            "░".repeat(BAR - filled),
            percent(ppm),
            readers.on(name),
            readers.failedOn(name));
  }

  static String percent(int ppm) {
    return String.format(Locale.ROOT, "%.4f", ppm / 10_000.0).replaceAll("\\.?0+$", "");
  }

  private static String cut(String line) {
    return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
  }
}
