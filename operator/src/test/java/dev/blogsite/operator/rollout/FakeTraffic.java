package dev.blogsite.operator.rollout;

import dev.blogsite.operator.slo.Counts;
import dev.blogsite.operator.slo.Look;
import dev.blogsite.operator.slo.Sample;
import dev.blogsite.operator.slo.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Readers, and the counters that routers keep of them. Fractions of requests carry over. */
final class FakeTraffic {
  final double perSecond;
  boolean metricsDown;
  private final double[] requests = new double[2];
  private final double[] bad = new double[2];
  private long probes;

  FakeTraffic(double perSecond) {
    this.perSecond = perSecond;
  }

  void flow(double seconds, double weight, double stableErrors, double canaryErrors) {
    double all = perSecond * seconds;
    requests[0] += all * (1 - weight);
    bad[0] += all * (1 - weight) * stableErrors;
    requests[1] += all * weight;
    bad[1] += all * weight * canaryErrors;
  }

  void probe(int perTrack) {
    probes = perTrack;
  }

  Look look(Instant now) {
    if (metricsDown) {
      return nothing(now);
    }
    List<Sample> samples = new ArrayList<>();
    for (String objective : List.of("availability", "latency")) {
      boolean errors = objective.equals("availability");
      samples.add(
          new Sample.Counted(
              "hub", objective, Source.READERS, counts(1, errors), counts(0, errors), List.of()));
      if (probes > 0) {
        Counts clean = new Counts(probes, 0, 0);
        samples.add(new Sample.Counted("hub", objective, Source.PROBES, clean, clean, List.of()));
      }
    }
    return new Look(now, samples);
  }

  /** A look at routers that do not answer. */
  static Look nothing(Instant now) {
    return new Look(
        now,
        List.of(
            new Sample.Missing("hub", "availability", "the router did not answer within 5 s"),
            new Sample.Missing("hub", "latency", "the router did not answer within 5 s")));
  }

  /** Whether the last look of that rollout found anything. */
  static boolean saw(Rollout rollout) {
    return rollout.ledger().evidence().stream().allMatch(e -> e.missing().isEmpty());
  }

  private Counts counts(int track, boolean errors) {
    long all = (long) requests[track];
    return new Counts(all, errors ? Math.min(all, (long) bad[track]) : 0, all / 10);
  }

  /** The look was stored: from here on the counters are read anew. */
  void taken() {
    for (int track = 0; track < 2; track++) {
      requests[track] -= Math.floor(requests[track]);
      bad[track] -= Math.floor(bad[track]);
    }
    probes = 0;
  }
}
