package dev.blogsite.operator.metrics;

import dev.blogsite.operator.slo.Counts;
import dev.blogsite.operator.slo.Look;
import dev.blogsite.operator.slo.Objective;
import dev.blogsite.operator.slo.Sample;
import dev.blogsite.operator.slo.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.ToLongFunction;

/** Makes looks of readings: what each objective counted since the look before. Pure. */
public final class Looks {

  private static final String CLUSTER = "hub";

  private Looks() {}

  /** A look, and the counters that the next one counts from. */
  public record Taken(Look look, Counters counters) {}

  /**
   * What the routers were told to measure by.
   *
   * @param epoch the epoch of the split that told them
   * @param thresholds seconds by name of latency objective
   */
  public record Told(long epoch, SortedMap<String, Double> thresholds) {}

  /**
   * What was read for one look.
   *
   * @param rollout the rollout that the routers must be counting for
   * @param routers of every router pod that serves readers
   * @param stable of every serving pod of the track
   * @param canary of every serving pod of the track
   */
  public record Readings(
      String rollout,
      Told told,
      List<Reading> routers,
      List<Reading> stable,
      List<Reading> canary) {}

  /**
   * The look at {@code now}. A pod seen for the first time, or started anew, counts from here on.
   */
  public static Taken take(
      List<Objective> objectives, Readings read, Counters before, Instant now) {
    List<Sample> samples = new ArrayList<>();
    String silence = gap(read);
    for (Objective objective : objectives) {
      String gap = silence.isEmpty() ? unmeasured(objective, read) : silence;
      if (objective.kind() == Objective.Kind.SATURATION) {
        samples.add(Gauges.sample(CLUSTER, objective.name(), read, before));
      } else if (!gap.isEmpty()) {
        samples.add(new Sample.Missing(CLUSTER, objective.name(), gap));
      } else {
        samples.addAll(counted(objective, read.routers(), before));
      }
    }
    return new Taken(new Look(now, samples), after(read, before));
  }

  /**
   * The counters with a mark for each router pod that has none it counts on from: where the first
   * look at it will count from.
   */
  public static Counters mark(Readings read, Counters before) {
    if (!gap(read).isEmpty()) {
      return before;
    }
    List<Counters.Router> routers = new ArrayList<>();
    for (Reading reading : read.routers()) {
      if (reading instanceof Reading.Router now) {
        routers.add(before.of(now).orElseGet(() -> Counters.Router.of(now)));
      }
    }
    return new Counters(routers, before.blogs());
  }

  /** Why the routers' counts cannot be used; empty when they can. */
  private static String gap(Readings read) {
    if (read.routers().isEmpty()) {
      return "no router pod serves readers";
    }
    for (Reading reading : read.routers()) {
      switch (reading) {
        case Reading.Missing(var pod, var why) -> {
          return pod + ": " + why;
        }
        case Reading.Router router when !read.rollout().equals(router.rollout()) -> {
          return router.pod() + ": counts for another rollout";
        }
        case Reading.Router _, Reading.Blog _ -> {}
      }
    }
    return "";
  }

  /** Why the routers do not count slow requests by this objective's threshold; empty if they do. */
  private static String unmeasured(Objective objective, Readings read) {
    if (objective.kind() != Objective.Kind.LATENCY) {
      return "";
    }
    Double told = read.told().thresholds().get(objective.name());
    if (told == null || told != objective.thresholdSeconds()) {
      return "the routers are not told its threshold yet";
    }
    for (Reading reading : read.routers()) {
      if (reading instanceof Reading.Router router
          && (router.epoch() != read.told().epoch() || !measures(objective, router.stable()))) {
        return router.pod() + ": does not measure by its threshold yet";
      }
    }
    return "";
  }

  private static boolean measures(Objective objective, Reading.Track track) {
    return track.readers().slow().containsKey(objective.name())
        && track.probes().slow().containsKey(objective.name());
  }

  private static List<Sample> counted(Objective objective, List<Reading> routers, Counters before) {
    Counts canary = Counts.NONE;
    Counts stable = Counts.NONE;
    Counts canaryProbes = Counts.NONE;
    Counts stableProbes = Counts.NONE;
    Counts past = Counts.NONE;
    List<List<Long>> histories = new ArrayList<>();
    for (Reading reading : routers) {
      if (!(reading instanceof Reading.Router now)) {
        continue;
      }
      histories.add(history(objective, now.stable()));
      past = past.plus(past(objective, now.stable()));
      Reading.Track nowCanary = now.canary();
      Counters.Router was = before.of(now).orElse(null);
      Counters.Track wasCanary = was == null ? null : was.canary();
      if (was == null || nowCanary == null || wasCanary == null || !was.counts(objective)) {
        continue;
      }
      stable = stable.plus(readers(objective, now.stable(), was.stable()));
      canary = canary.plus(readers(objective, nowCanary, wasCanary));
      stableProbes =
          stableProbes.plus(since(objective, now.stable().probes(), was.stable().probes(), 0));
      canaryProbes = canaryProbes.plus(since(objective, nowCanary.probes(), wasCanary.probes(), 0));
    }
    String name = objective.name();
    return List.of(
        new Sample.Counted(CLUSTER, name, Source.READERS, canary, stable, sum(histories), past),
        new Sample.Counted(CLUSTER, name, Source.PROBES, canaryProbes, stableProbes, List.of()));
  }

  private static Counts readers(Objective objective, Reading.Track now, Counters.Track was) {
    long newReaders = now.assignments() - was.assignments();
    return since(objective, now.readers(), was.readers(), newReaders);
  }

  private static Counts since(
      Objective objective, Reading.Counts now, Reading.Counts was, long newReaders) {
    ToLongFunction<Reading.Counts> all = requests(objective);
    ToLongFunction<Reading.Counts> bad = bad(objective);
    long requests = all.applyAsLong(now) - all.applyAsLong(was);
    // A slow request is counted when it ends and the request itself when it began or the other way
    // round, so a look may catch one between the two; it is never more bad than there were.
    long badOnes = Math.min(requests, bad.applyAsLong(now) - bad.applyAsLong(was));
    return new Counts(requests, badOnes, newReaders);
  }

  private static ToLongFunction<Reading.Counts> requests(Objective objective) {
    return switch (objective.kind()) {
      case AVAILABILITY -> Reading.Counts::requests;
      case LATENCY -> Reading.Counts::latencyRequests;
      case NOT_FOUND -> Reading.Counts::listedRequests;
      case SATURATION -> throw new IllegalArgumentException("a gauge counts no requests");
    };
  }

  private static ToLongFunction<Reading.Counts> bad(Objective objective) {
    return switch (objective.kind()) {
      case AVAILABILITY -> Reading.Counts::errors;
      case LATENCY -> counts -> counts.slow().getOrDefault(objective.name(), 0L);
      case NOT_FOUND -> Reading.Counts::listedNotFound;
      case SATURATION -> throw new IllegalArgumentException("a gauge counts no requests");
    };
  }

  /** The slices that counted the objective. */
  private static List<Reading.Slice> slices(Objective objective, Reading.Track stable) {
    return switch (objective.kind()) {
      case AVAILABILITY -> stable.history();
      case LATENCY ->
          stable.history().stream().filter(s -> s.slow().containsKey(objective.name())).toList();
      // Routers keep no history of what the sitemap lists.
      case NOT_FOUND, SATURATION -> List.of();
    };
  }

  private static long bad(Objective objective, Reading.Slice slice) {
    return objective.kind() == Objective.Kind.LATENCY
        ? slice.slow().getOrDefault(objective.name(), 0L)
        : slice.errors();
  }

  private static List<Long> history(Objective objective, Reading.Track stable) {
    return slices(objective, stable).stream().map(slice -> bad(objective, slice)).toList();
  }

  /** What stable did over its history, which shows whether it keeps the objective itself. */
  private static Counts past(Objective objective, Reading.Track stable) {
    Counts sum = Counts.NONE;
    for (Reading.Slice slice : slices(objective, stable)) {
      long requests = slice.requests();
      sum = sum.plus(new Counts(requests, Math.min(requests, bad(objective, slice)), 0));
    }
    return sum;
  }

  /** The histories added up, their newest ends together. */
  private static List<Long> sum(List<List<Long>> histories) {
    int longest = histories.stream().mapToInt(List::size).max().orElse(0);
    List<Long> sums = new ArrayList<>();
    for (int back = longest; back >= 1; back--) {
      long sum = 0;
      for (List<Long> history : histories) {
        sum += back <= history.size() ? history.get(history.size() - back) : 0;
      }
      sums.add(sum);
    }
    return sums;
  }

  /**
   * Pods that said nothing keep their marks, so that nothing of theirs is lost once they answer.
   */
  private static Counters after(Readings read, Counters before) {
    List<Counters.Router> routers = new ArrayList<>();
    for (Reading reading : read.routers()) {
      switch (reading) {
        case Reading.Router now when gap(read).isEmpty() -> routers.add(Counters.Router.of(now));
        case Reading.Router _, Reading.Missing _ ->
            before.routers().stream()
                .filter(mark -> mark.pod().equals(reading.pod()))
                .forEach(routers::add);
        case Reading.Blog _ -> {}
      }
    }
    return new Counters(routers, Gauges.after(read, before));
  }
}
