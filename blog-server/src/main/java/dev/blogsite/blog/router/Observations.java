package dev.blogsite.blog.router;

import dev.blogsite.blog.router.count.RouterCollector;
import dev.blogsite.blog.router.count.SloDocument;
import dev.blogsite.blog.router.count.TrackMetrics;
import dev.blogsite.blog.router.proxy.Lane;
import dev.blogsite.blog.router.proxy.RouterHandler;
import dev.blogsite.blog.router.proxy.Routes;
import dev.blogsite.blog.router.split.Split;
import dev.blogsite.blog.router.split.Track;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the router tells about itself. Safe for use by any thread. */
final class Observations {
  private final String pod;
  private final InstantSource clock;
  private final Instant startedAt;
  private final Lanes lanes;
  private final RouterHandler handler;

  Observations(String pod, InstantSource clock, Lanes lanes, RouterHandler handler) {
    this.pod = pod;
    this.clock = clock;
    this.startedAt = clock.instant();
    this.lanes = lanes;
    this.handler = handler;
  }

  Instant startedAt() {
    return startedAt;
  }

  /** The compact state; empty before the first split document. */
  Optional<SloDocument> slo() {
    return handler.routes().map(this::slo);
  }

  private SloDocument slo(Routes routes) {
    Split split = routes.inForce().split();
    List<SloDocument.TrackPart> parts = new ArrayList<>();
    for (Track track : Track.values()) {
      Lane lane = routes.lane(track);
      if (lane != null) {
        parts.add(part(lane));
      }
    }
    return new SloDocument(
        pod,
        startedAt,
        split.site(),
        split.canary().map(Split.Canary::rollout),
        split.epoch(),
        split.weightPpm(),
        leaseSecondsLeft(routes),
        routes.inForce().expired(),
        parts);
  }

  private SloDocument.TrackPart part(Lane lane) {
    return new SloDocument.TrackPart(
        lane.track().label(),
        lane.target().revision(),
        lane.counts().readers().counts(),
        lane.counts().probes().counts(),
        lane.counts().assignments(),
        lane.backends().size(),
        lane.backends().ejected(),
        lanes.state(lane.track()).history().spans());
  }

  private double leaseSecondsLeft(Routes routes) {
    long millis = Duration.between(clock.instant(), routes.inForce().leaseEnds()).toMillis();
    return Math.max(0, millis) / 1000.0;
  }

  /** Ends a span of each track's history. */
  void tick() {
    handler
        .routes()
        .ifPresent(
            routes -> {
              for (Track track : Track.values()) {
                Lane lane = routes.lane(track);
                if (lane != null) {
                  String identity =
                      lane.target().revision()
                          + routes
                              .inForce()
                              .split()
                              .canary()
                              .filter(_ -> track == Track.CANARY)
                              .map(Split.Canary::rollout)
                              .orElse("");
                  lanes.state(track).history().tick(identity, lane.counts().readers().counts());
                }
              }
            });
  }

  /** The Prometheus side of it. */
  RouterCollector collector() {
    Map<String, TrackMetrics> metrics = new LinkedHashMap<>();
    for (Track track : Track.values()) {
      metrics.put(track.label(), lanes.state(track).metrics());
    }
    return new RouterCollector(metrics, this::gauges);
  }

  private RouterCollector.State gauges() {
    Map<String, Integer> backends = new LinkedHashMap<>();
    Map<String, Integer> ejected = new LinkedHashMap<>();
    Optional<Routes> routes = handler.routes();
    for (Track track : Track.values()) {
      Lane lane = routes.map(now -> now.lane(track)).orElse(null);
      backends.put(track.label(), lane == null ? 0 : lane.backends().size());
      ejected.put(track.label(), lane == null ? 0 : lane.backends().ejected());
    }
    return new RouterCollector.State(
        routes.map(now -> now.inForce().split().epoch()).orElse(0L),
        routes.map(now -> now.inForce().effectivePpm()).orElse(0),
        routes.map(this::leaseSecondsLeft).orElse(0.0),
        backends,
        ejected);
  }
}
