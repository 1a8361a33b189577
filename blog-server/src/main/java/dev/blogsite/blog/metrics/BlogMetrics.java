package dev.blogsite.blog.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import java.util.function.DoubleSupplier;

/** What a blog says about itself beside its requests. Thread-safe. */
public final class BlogMetrics {
  private final Gauge config;
  private final Counter reloads;

  /** Registers the metrics; {@code poolUsage} is asked at each scrape. */
  public BlogMetrics(CollectorRegistry registry, String version, DoubleSupplier poolUsage) {
    Gauge.build("blogsite_build_info", "The server's version.")
        .labelNames("version")
        .register(registry)
        .labels(version)
        .set(1);
    config =
        Gauge.build("blogsite_config_info", "The set that is served.")
            .labelNames("revision", "config_hash")
            .register(registry);
    reloads =
        Counter.build("blogsite_reloads", "Sets looked at, by what became of them.")
            .labelNames("result")
            .register(registry);
    new Collector() {
      @Override
      public List<MetricFamilySamples> collect() {
        return List.of(
            new GaugeMetricFamily(
                "db_pool_usage_ratio",
                "Share of the index's connections in use now.",
                poolUsage.getAsDouble()));
      }
    }.register(registry);
  }

  /** Notes the set that is served now. */
  public void serving(String revision, String setHash) {
    config.clear();
    config.labels(revision, setHash).set(1);
  }

  /** Counts a set that was looked at. */
  public void reloaded(String result) {
    reloads.labels(result).inc();
  }
}
