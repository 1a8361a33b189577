package dev.blogsite.operator.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperatorMetricsTest {

  private final OperatorMetrics metrics = new OperatorMetrics();

  private List<String> samples(String name) {
    return metrics.text().lines().filter(line -> line.startsWith(name)).toList();
  }

  @Test
  void tellsOfReconcilesRequestsAndLeadership() {
    metrics.reconciled("ok", Duration.ofMillis(30));
    metrics.requested("GET", 200);
    metrics.requested("PATCH", 0);
    metrics.leads(true);
    assertEquals(
        List.of("blogsite_operator_reconciles_total{outcome=\"ok\",} 1.0"),
        samples("blogsite_operator_reconciles_total{"));
    assertEquals(
        List.of(
            "blogsite_operator_reconcile_duration_seconds_bucket{le=\"0.025\",} 0.0",
            "blogsite_operator_reconcile_duration_seconds_bucket{le=\"0.05\",} 1.0"),
        samples("blogsite_operator_reconcile_duration_seconds_bucket{").subList(2, 4));
    assertEquals(
        List.of(
            "blogsite_operator_api_requests_total{method=\"GET\",status=\"200\",} 1.0",
            "blogsite_operator_api_requests_total{method=\"PATCH\",status=\"none\",} 1.0"),
        samples("blogsite_operator_api_requests_total{").stream().sorted().toList());
    assertEquals(List.of("blogsite_operator_leader 1.0"), samples("blogsite_operator_leader"));
  }

  @Test
  void countsSitesAndRolloutsByWhereTheyStand() {
    metrics.stands("blogs", "garden", "RollingOut", "Judging", 5_000);
    metrics.stands("blogs", "diary", "Ready", "", 0);
    assertEquals(
        List.of(
            "blogsite_operator_sites{phase=\"Ready\",} 1.0",
            "blogsite_operator_sites{phase=\"RollingOut\",} 1.0"),
        samples("blogsite_operator_sites{").stream().sorted().toList());
    assertEquals(
        List.of("blogsite_operator_weight_ratio{namespace=\"blogs\",site=\"garden\",} 0.005"),
        samples("blogsite_operator_weight_ratio{"));
    metrics.stands("blogs", "garden", "Ready", "", 0);
    assertEquals(
        List.of("blogsite_operator_rollouts{phase=\"Judging\",} 0.0"),
        samples("blogsite_operator_rollouts{"));
    assertEquals(List.of(), samples("blogsite_operator_weight_ratio{"));
  }

  @Test
  void evidenceIsThatOfTheObjectivesJudgedNow() {
    metrics.stands("blogs", "garden", "RollingOut", "Judging", 5_000);
    metrics.evidence("blogs", "garden", Map.of("availability", 0.5, "latency", 0.25));
    metrics.evidence("blogs", "garden", Map.of("availability", 0.75));
    assertEquals(
        List.of(
            "blogsite_operator_evidence_ratio{namespace=\"blogs\",site=\"garden\","
                + "objective=\"availability\",} 0.75"),
        samples("blogsite_operator_evidence_ratio{"));
  }

  @Test
  void noEvidenceStaysOfASiteThatIsStoppedOrGone() {
    metrics.evidence("blogs", "garden", Map.of("availability", 0.5));
    metrics.evidence("blogs", "diary", Map.of("availability", 0.5));
    metrics.stands("blogs", "garden", "Invalid", "", 0);
    metrics.gone("blogs", "diary");
    assertEquals(List.of(), samples("blogsite_operator_evidence_ratio{"));
  }
}
