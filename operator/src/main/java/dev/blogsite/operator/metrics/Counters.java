package dev.blogsite.operator.metrics;

import dev.blogsite.operator.slo.Objective;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where each pod's counters stood at the last look: what the next look is counted from. Kept as
 * JSON in the rollout's status, in the same write as the evidence taken from them, so that nothing
 * is counted twice.
 */
public record Counters(List<Router> routers, List<Blog> blogs) {

  /** Before the first look. */
  public static final Counters NONE = new Counters(List.of(), List.of());

  /** Lists are copied. */
  public Counters {
    routers = List.copyOf(routers);
    blogs = List.copyOf(blogs);
  }

  /** The mark of that router pod, if it still counts from the same beginning. */
  Optional<Router> of(Reading.Router now) {
    return routers.stream().filter(mark -> mark.countsOn(now)).findFirst();
  }

  /** The mark of that blog pod, if it still counts from the same beginning. */
  Optional<Blog> of(Reading.Blog now) {
    return blogs.stream()
        .filter(mark -> mark.pod.equals(now.pod()))
        .filter(mark -> mark.startedAt == now.startedAt().toEpochMilli())
        .filter(mark -> mark.uptimeSeconds <= now.uptimeSeconds())
        .filter(mark -> mark.busySeconds <= now.busySeconds())
        .findFirst();
  }

  /**
   * One router pod's counters.
   *
   * @param startedAt when the pod started, in milliseconds since 1970
   */
  public record Router(
      String pod, long startedAt, @Nullable String rollout, Track stable, @Nullable Track canary) {

    static Router of(Reading.Router now) {
      return new Router(
          now.pod(),
          now.startedAt().toEpochMilli(),
          now.rollout(),
          Track.of(now.stable()),
          now.canary() == null ? null : Track.of(now.canary()));
    }

    /** Whether it has a count that the objective's next one can be taken from. */
    boolean counts(Objective objective) {
      return objective.kind() != Objective.Kind.LATENCY
          || (stable.measures(objective.name())
              && (canary == null || canary.measures(objective.name())));
    }

    /**
     * Whether {@code now} continues these counters: same pod, start, rollout and revisions, and
     * nothing fell.
     */
    boolean countsOn(Reading.Router now) {
      return pod.equals(now.pod())
          && startedAt == now.startedAt().toEpochMilli()
          && Objects.equals(rollout, now.rollout())
          && stable.countsOn(now.stable())
          && (canary == null
              ? now.canary() == null
              : now.canary() != null && canary.countsOn(now.canary()));
    }
  }

  /** One track's counters in one router pod. */
  public record Track(
      @Nullable String revision, Reading.Counts readers, long assignments, Reading.Counts probes) {

    static Track of(Reading.Track now) {
      return new Track(now.revision(), now.readers(), now.assignments(), now.probes());
    }

    boolean measures(String objective) {
      return readers.slow().containsKey(objective) && probes.slow().containsKey(objective);
    }

    boolean countsOn(Reading.Track now) {
      return Objects.equals(revision, now.revision())
          && assignments <= now.assignments()
          && readers.atMost(now.readers())
          && probes.atMost(now.probes());
    }
  }

  /**
   * One blog pod's database clock.
   *
   * @param startedAt when the pod started, in milliseconds since 1970
   */
  public record Blog(String pod, long startedAt, double busySeconds, double uptimeSeconds) {

    static Blog of(Reading.Blog now) {
      return new Blog(
          now.pod(), now.startedAt().toEpochMilli(), now.busySeconds(), now.uptimeSeconds());
    }
  }
}
