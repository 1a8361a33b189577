package dev.blogsite.blog.router.count;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The router's Prometheus metrics, read from its counts when scraped. */
public final class RouterCollector extends Collector {
  private static final List<String> TRACK = List.of("track");

  private final Map<String, TrackMetrics> tracks;
  private final Supplier<State> state;

  /**
   * Gauges that are not counted but looked up.
   *
   * @param backends by track
   * @param ejected by track
   */
  public record State(
      long epoch,
      int weightPpm,
      double leaseSecondsLeft,
      Map<String, Integer> backends,
      Map<String, Integer> ejected) {}

  /** Reads from these tracks and this state. */
  public RouterCollector(Map<String, TrackMetrics> tracks, Supplier<State> state) {
    this.tracks = tracks;
    this.state = state;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    State now = state.get();
    List<MetricFamilySamples> families = new ArrayList<>();
    families.add(requests());
    families.add(durations());
    families.add(errors());
    families.add(assignments());
    families.add(
        gauge("weight_ppm", "The canary's share in force, of 1,000,000.", now.weightPpm()));
    families.add(gauge("epoch", "The epoch in force.", (double) now.epoch()));
    families.add(
        gauge("lease_seconds_left", "Until readers go to stable.", now.leaseSecondsLeft()));
    families.add(backends(now));
    return families;
  }

  private MetricFamilySamples requests() {
    String name = "blogsite_router_requests";
    List<Sample> samples = new ArrayList<>();
    tracks.forEach(
        (track, metrics) -> {
          for (int i = 0; i < TrackMetrics.CLASSES.length; i++) {
            samples.add(
                new Sample(
                    name + "_total",
                    List.of("track", "status"),
                    List.of(track, TrackMetrics.CLASSES[i]),
                    metrics.requests(i)));
          }
        });
    return new MetricFamilySamples(name, Type.COUNTER, "Readers' requests that ended.", samples);
  }

  private MetricFamilySamples durations() {
    String name = "blogsite_router_request_duration_seconds";
    List<Sample> samples = new ArrayList<>();
    tracks.forEach(
        (track, metrics) -> {
          long cumulative = 0;
          for (int i = 0; i <= TrackMetrics.BOUNDS.length; i++) {
            cumulative += metrics.startedWithin(i);
            String bound =
                i < TrackMetrics.BOUNDS.length ? doubleToGoString(TrackMetrics.BOUNDS[i]) : "+Inf";
            samples.add(
                new Sample(
                    name + "_bucket", List.of("track", "le"), List.of(track, bound), cumulative));
          }
          samples.add(new Sample(name + "_count", TRACK, List.of(track), cumulative));
          samples.add(new Sample(name + "_sum", TRACK, List.of(track), metrics.totalSeconds()));
        });
    return new MetricFamilySamples(
        name, Type.HISTOGRAM, "Time to the start of the response.", samples);
  }

  private MetricFamilySamples errors() {
    String name = "blogsite_router_errors";
    List<Sample> samples = new ArrayList<>();
    tracks.forEach(
        (track, metrics) -> {
          for (Failure failure : Failure.values()) {
            samples.add(
                new Sample(
                    name + "_total",
                    List.of("track", "reason"),
                    List.of(track, failure.label()),
                    metrics.failures(failure)));
          }
        });
    return new MetricFamilySamples(
        name, Type.COUNTER, "Answers of 5xx, and requests without a whole answer.", samples);
  }

  private MetricFamilySamples assignments() {
    String name = "blogsite_router_assignments";
    List<Sample> samples = new ArrayList<>();
    tracks.forEach(
        (track, metrics) ->
            samples.add(new Sample(name + "_total", TRACK, List.of(track), metrics.assignments())));
    return new MetricFamilySamples(name, Type.COUNTER, "New readers given to a track.", samples);
  }

  private static MetricFamilySamples backends(State now) {
    String name = "blogsite_router_backends";
    List<Sample> samples = new ArrayList<>();
    now.backends()
        .forEach(
            (track, all) -> {
              int ejected = now.ejected().getOrDefault(track, 0);
              samples.add(backend(name, track, "active", all - ejected));
              samples.add(backend(name, track, "ejected", ejected));
            });
    return new MetricFamilySamples(name, Type.GAUGE, "Addresses of a track.", samples);
  }

  private static Sample backend(String name, String track, String state, int count) {
    return new Sample(name, List.of("track", "state"), List.of(track, state), count);
  }

  private static MetricFamilySamples gauge(String suffix, String help, double value) {
    String name = "blogsite_router_" + suffix;
    return new MetricFamilySamples(
        name, Type.GAUGE, help, List.of(new Sample(name, List.of(), List.of(), value)));
  }
}
