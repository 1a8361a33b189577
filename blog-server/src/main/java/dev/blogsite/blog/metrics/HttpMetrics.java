package dev.blogsite.blog.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import io.prometheus.client.Summary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Counts requests by route, method and status class. The children of each label set are looked up
 * once, so that counting allocates nothing. Durations and sizes have children only for what has
 * happened: most status classes of most routes never do, and a scrape would carry them all.
 * Thread-safe.
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
            .labelNames("route", "method", "status")
            .buckets(BUCKETS)
            .register(registry);
    Summary sizes =
        Summary.build("http_request_size_bytes", "Size of requests' bodies.")
            .labelNames("route", "method", "status")
            .register(registry);
    for (String route : routes) {
      Series[] byMethod = new Series[METHODS.size()];
      for (int m = 0; m < byMethod.length; m++) {
        byMethod[m] = new Series(requests, durations, sizes, route, METHODS.get(m));
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

    private final Histogram durations;
    private final Summary sizes;
    private final String route;
    private final String method;
    private final Counter.Child[] counts = new Counter.Child[CLASSES];
    private final AtomicReferenceArray<Measured> measured = new AtomicReferenceArray<>(CLASSES);

    private record Measured(Histogram.Child duration, Summary.Child size) {}

    private Series(
        Counter requests, Histogram durations, Summary sizes, String route, String method) {
      this.durations = durations;
      this.sizes = sizes;
      this.route = route;
      this.method = method;
      for (int i = 0; i < CLASSES; i++) {
        counts[i] = requests.labels(route, method, label(i));
      }
    }

    private static String label(int statusClass) {
      return (statusClass + 1) + "xx";
    }

    /** Counts one request. */
    public void count(int status, long nanos, long bytes) {
      int statusClass = Math.clamp(status / 100 - 1, 0, CLASSES - 1);
      counts[statusClass].inc();
      Measured children = measured.getAcquire(statusClass);
      if (children == null) {
        children = first(statusClass);
      }
      children.duration.observe(nanos / NANOS);
      children.size.observe((double) Math.max(0, bytes));
    }

    private Measured first(int statusClass) {
      String status = label(statusClass);
      // Two threads that come here at once are given the same children.
      Measured children =
          new Measured(
              durations.labels(route, method, status), sizes.labels(route, method, status));
      measured.setRelease(statusClass, children);
      return children;
    }
  }
}
