package dev.blogsite.operator.slo;

import java.util.Locale;

/** Says findings in words. */
final class Sentences {
  private Sentences() {}

  static String of(Finding finding) {
    String counted =
        "%s%s: canary %s, stable %s; "
            .formatted(
                finding.objective().name(),
                finding.source() == Source.PROBES ? " (probes)" : "",
                counts(finding, finding.canary()),
                counts(finding, finding.stable()));
    String tail =
        switch (finding.state()) {
          case HARM ->
              "harm is proven, evidence %s of %s"
                  .formatted(e(finding.harm()), e(finding.harmLimit()));
          case OUTSIDE -> "%s is above the limit %s".formatted(interval(finding), limit(finding));
          case BOTH_OUTSIDE ->
              "%s is above the limit %s, and so is stable's since the rollout began"
                  .formatted(interval(finding), limit(finding));
          case SUSPECTED ->
              "bad, but one burst can look like that: evidence %s of %s, %s; more requests decide"
                  .formatted(e(finding.harm()), e(finding.harmLimit()), standing(finding));
          case TOO_FEW -> "too few to judge";
          case MISSING -> "nothing new: " + finding.missing();
          case PASS ->
              "no harm, evidence %s of %s, %s"
                  .formatted(e(finding.harm()), e(finding.harmLimit()), standing(finding));
        };
    return counted + tail;
  }

  private static String standing(Finding finding) {
    if (finding.abstains()) {
      return "stable itself is outside the limit %s, with %s since shortly before the rollout"
          .formatted(limit(finding), counts(finding, finding.stableInAll()));
    }
    return finding.bound().certified()
        ? "certified: %s is below the limit %s".formatted(interval(finding), limit(finding))
        : "%s reaches the limit %s".formatted(interval(finding), limit(finding));
  }

  private static String counts(Finding finding, Counts counts) {
    return switch (finding.objective().kind()) {
      case AVAILABILITY -> "%d failed of %d".formatted(counts.bad(), counts.requests());
      case LATENCY -> "%d slow of %d".formatted(counts.bad(), counts.requests());
      case NOT_FOUND -> "%d not found of %d".formatted(counts.bad(), counts.requests());
      case SATURATION ->
          "above %s at %d of %d looks"
              .formatted(percent(finding.objective().limit()), counts.bad(), counts.requests());
    };
  }

  private static String interval(Finding finding) {
    return "%s to %s".formatted(percent(finding.bound().lower()), percent(finding.bound().upper()));
  }

  private static String limit(Finding finding) {
    return percent(finding.bound().limit());
  }

  /** A share as a percentage with three significant digits. */
  static String percent(double share) {
    double percent = share * 100;
    if (percent == 0) {
      return "0 %";
    }
    int digits = (int) Math.clamp(2 - Math.floor(Math.log10(percent)), 0, 9);
    String text = String.format(Locale.ROOT, "%." + digits + "f", percent);
    return (digits > 0 ? text.replaceFirst("\\.?0+$", "") : text) + " %";
  }

  private static String e(double logE) {
    return logE > Math.log(9999)
        ? String.format(Locale.ROOT, "10^%.0f", logE / Math.log(10))
        : String.format(Locale.ROOT, "%.3g", Math.exp(logE));
  }
}
