package dev.blogsite.operator.reconcile;

import dev.blogsite.api.v1alpha1.BlogSiteStatus;
import dev.blogsite.operator.manifest.SiteId;
import dev.blogsite.operator.metrics.OperatorMetrics;
import dev.blogsite.operator.rollout.Plan;
import dev.blogsite.operator.rollout.Rollout;
import dev.blogsite.operator.slo.Finding;
import dev.blogsite.operator.slo.Judge;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Notes in the operator's metrics where a site stands. */
final class Gauging {

  private Gauging() {}

  static Consumer<OperatorMetrics> of(SiteId site, Plan plan, Seen seen, BlogSiteStatus status) {
    Optional<Rollout> running =
        seen.observed().rollout().filter(rollout -> !rollout.phase().over());
    String phase = status.phase() == null ? "Unknown" : status.phase().name();
    return metrics -> {
      metrics.stands(
          site.namespace(),
          site.name(),
          phase,
          running.map(rollout -> rollout.phase().word()).orElse(""),
          running.map(Rollout::weightPpm).orElse(0));
      Map<String, Double> shares = new HashMap<>();
      running
          .filter(Rollout::wantsLooks)
          .map(rollout -> Judge.verdict(plan.rules(), rollout.ledger()))
          .ifPresent(verdict -> verdict.findings().forEach(finding -> note(shares, finding)));
      metrics.evidence(site.namespace(), site.name(), shares);
    };
  }

  private static void note(Map<String, Double> shares, Finding finding) {
    if (finding.harmLimit() > 0) {
      double share = Math.max(0, finding.harm() / finding.harmLimit());
      shares.put(finding.objective().name(), share);
    }
  }
}
