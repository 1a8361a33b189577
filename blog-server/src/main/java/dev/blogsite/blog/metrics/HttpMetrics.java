package dev.blogsite.blog.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import io.prometheus.client.Summary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts requests by route, method and status class. The children of every label set are looked up
 * once, here, so that counting allocates nothing. Thread-safe.
 */
public final class HttpMetrics {
  /** Upper bounds of the duration's buckets, in seconds; 0.1 and 0.32 are usual objectives. */
  private static final double[] BUCKETS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.32, 0.5, 1, 2.5, 5
  };

  private static final List<String> METHODS = List.of("GET", "HEAD", "other");

  private final Map<String, Series[]> series = new HashMap<>();

  /** Registers the metrics of {@code routes}, given as templates. */
  public HttpMetrics(CollectorRegistry registry, List<String> routes) {
    Counter requests =
        Counter.build("http_requests", "Requests answered.")
            .labelNames("route", "method", "status")
            .register(registry);
    Histogram durations =
        Histogram.build(
                "http_request_duration_seconds",
                "Time from the request's first byte to the answer's last.")
            .labelNames("route", "method")
            .buckets(BUCKETS)
            .register(registry);
    Summary sizes =
        Summary.build("http_request_size_bytes", "Size of requests' bodies.")
            .labelNames("route")
            .register(registry);
    for (String route : routes) {
      Series[] byMethod = new Series[METHODS.size()];
      for (int m = 0; m < byMethod.length; m++) {
        byMethod[m] = Series.of(requests, durations, sizes, route, METHODS.get(m));
      }
      series.put(route, byMethod);
    }
  }

  /** Returns where requests for a route template with a method are counted. */
  public Series series(String route, String method) {
    Series[] byMethod = series.get(route);
    if (byMethod == null) {
      throw new IllegalArgumentException("the route " + route + " is not registered");
    }
    int index = METHODS.indexOf(method);
    return byMethod[index < 0 ? METHODS.size() - 1 : index];
  }

  /** The children of one route and method. Thread-safe. */
  public static final class Series {
    private static final int CLASSES = 5;
    private static final double NANOS = 1e9;

    private final Counter.Child[] byStatusClass;
    private final Histogram.Child duration;
    private final Summary.Child size;

    private Series(Counter.Child[] byStatusClass, Histogram.Child duration, Summary.Child size) {
      this.byStatusClass = byStatusClass;
      this.duration = duration;
      this.size = size;
    }

    private static Series of(
        Counter requests, Histogram durations, Summary sizes, String route, String method) {
      Counter.Child[] children = new Counter.Child[CLASSES];
      for (int i = 0; i < CLASSES; i++) {
        children[i] = requests.labels(route, method, (i + 1) + "xx");
      }
      return new Series(children, durations.labels(route, method), sizes.labels(route));
    }

    /** Counts one request. */
    public void count(int status, long nanos, long bytes) {
      byStatusClass[Math.clamp(status / 100 - 1, 0, CLASSES - 1)].inc();
      duration.observe(nanos / NANOS);
      size.observe((double) Math.max(0, bytes));
    }
  }
}
