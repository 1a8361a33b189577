package dev.blogsite.operator.judge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blogsite.operator.slo.Counts;
import dev.blogsite.operator.slo.Finding;
import java.math.BigDecimal;

/** Writes judged looks for people or for programs. */
final class Printer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Printer() {}

  /** The look's verdict in a line, and each finding in one more. */
  static String text(Looks.Judged judged) {
    StringBuilder text =
        new StringBuilder(
            "%s  step %d (%s %%)  %-7s  %s%n"
                .formatted(
                    judged.time(),
                    judged.step(),
                    BigDecimal.valueOf(judged.weightPpm(), 4).stripTrailingZeros().toPlainString(),
                    judged.verdict().word(),
                    judged.verdict().because()));
    for (Finding finding : judged.verdict().findings()) {
      text.append("    %s: %s%n".formatted(finding.cluster(), finding.words()));
    }
    return text.toString();
  }

  /** The look as one JSON object on one line. */
  static String json(Looks.Judged judged) {
    ObjectNode look = JSON.createObjectNode();
    look.put("time", judged.time().toString());
    look.put("step", judged.step());
    look.put("weightPpm", judged.weightPpm());
    look.put("verdict", judged.verdict().word());
    look.put("because", judged.verdict().because());
    var findings = look.putArray("findings");
    judged.verdict().findings().forEach(f -> fill(findings.addObject(), f));
    return look + System.lineSeparator();
  }

  private static void fill(ObjectNode node, Finding finding) {
    node.put("cluster", finding.cluster());
    node.put("objective", finding.objective().name());
    node.put("source", finding.source().name().toLowerCase(java.util.Locale.ROOT));
    node.put("state", finding.state().name());
    node.put("lnEvidence", finding.harm());
    node.put("lnEvidenceLimit", finding.harmLimit());
    node.put("overdispersion", finding.overdispersion());
    node.put("lower", finding.bound().lower());
    node.put("upper", finding.bound().upper());
    node.put("certified", finding.bound().certified());
    node.put("abstains", finding.abstains());
    node.put("missing", finding.missing());
    counts(node.putObject("canary"), finding.canary());
    counts(node.putObject("stable"), finding.stable());
    node.put("words", finding.words());
  }

  private static void counts(ObjectNode node, Counts counts) {
    node.put("requests", counts.requests());
    node.put("bad", counts.bad());
    node.put("newReaders", counts.newReaders());
  }
}
