package dev.blogsite.operator.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The operator's own metrics, in Prometheus text. Thread-safe. */
public final class OperatorMetrics {

  private final CollectorRegistry registry = new CollectorRegistry();
  private final Counter reconciles =
      Counter.build("blogsite_operator_reconciles_total", "Reconciles by outcome.")
          .labelNames("outcome")
          .register(registry);
  private final Histogram durations =
      Histogram.build("blogsite_operator_reconcile_duration_seconds", "Time of one reconcile.")
          .buckets(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
          .register(registry);
  private final Gauge sites =
      Gauge.build("blogsite_operator_sites", "Sites by phase.")
          .labelNames("phase")
          .register(registry);
  private final Gauge rollouts =
      Gauge.build("blogsite_operator_rollouts", "Rollouts under way by phase.")
          .labelNames("phase")
          .register(registry);
  private final Gauge weight =
      Gauge.build("blogsite_operator_weight_ratio", "Share of the readers that the canary gets.")
          .labelNames("namespace", "site")
          .register(registry);
  private final Gauge evidence =
      Gauge.build(
              "blogsite_operator_evidence_ratio",
              "Harm test: ln(E) as a share of what fails the canary; 1 fails.")
          .labelNames("namespace", "site", "objective")
          .register(registry);
  private final Counter requests =
      Counter.build("blogsite_operator_api_requests_total", "Requests to the API server.")
          .labelNames("method", "status")
          .register(registry);
  private final Gauge leader =
      Gauge.build("blogsite_operator_leader", "1 while this pod leads.").register(registry);
  private final Map<String, Phases> phases = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> judged = new ConcurrentHashMap<>();

  private record Phases(String site, String rollout) {}

  /** Counts one reconcile by its outcome ({@code ok} or {@code error}). */
  public void reconciled(String outcome, Duration took) {
    reconciles.labels(outcome).inc();
    durations.observe(took.toNanos() / 1e9);
  }

  /**
   * Notes where a site stands.
   *
   * @param rollout the phase of its rollout; empty when none is under way
   * @param weightPpm the canary's share, 0 to 1,000,000
   */
  public void stands(String namespace, String site, String phase, String rollout, int weightPpm) {
    phases.compute(
        namespace + "/" + site,
        (_, was) -> {
          count(was, -1);
          Phases now = new Phases(phase, rollout);
          count(now, 1);
          return now;
        });
    if (rollout.isEmpty()) {
      weight.remove(namespace, site);
      evidence(namespace, site, Map.of());
    } else {
      weight.labels(namespace, site).set(weightPpm / 1e6);
    }
  }

  /**
   * Notes how near each objective's evidence is to failing the canary; 1 fails. Objectives that are
   * not in it are forgotten.
   *
   * @param shares by objective
   */
  public void evidence(String namespace, String site, Map<String, Double> shares) {
    judged.compute(
        namespace + "/" + site,
        (_, was) -> {
          if (was != null) {
            was.stream()
                .filter(objective -> !shares.containsKey(objective))
                .forEach(objective -> evidence.remove(namespace, site, objective));
          }
          shares.forEach(
              (objective, share) -> evidence.labels(namespace, site, objective).set(share));
          return shares.isEmpty() ? null : Set.copyOf(shares.keySet());
        });
  }

  /** Forgets a site that is gone. */
  public void gone(String namespace, String site) {
    phases.computeIfPresent(
        namespace + "/" + site,
        (_, was) -> {
          count(was, -1);
          return null;
        });
    weight.remove(namespace, site);
    evidence(namespace, site, Map.of());
  }

  /** Counts one request to the API server; status 0 when none came back. */
  public void requested(String method, int status) {
    requests.labels(method, status == 0 ? "none" : String.valueOf(status)).inc();
  }

  /** Notes whether this pod leads. */
  public void leads(boolean now) {
    leader.set(now ? 1 : 0);
  }

  /** Everything, in the Prometheus text format. */
  public String text() {
    try (StringWriter out = new StringWriter()) {
      TextFormat.write004(out, registry.metricFamilySamples());
      return out.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void count(@Nullable Phases phases, int by) {
    if (phases != null) {
      sites.labels(phases.site()).inc(by);
      if (!phases.rollout().isEmpty()) {
        rollouts.labels(phases.rollout()).inc(by);
      }
    }
  }
}
