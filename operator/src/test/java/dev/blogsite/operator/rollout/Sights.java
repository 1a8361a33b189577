package dev.blogsite.operator.rollout;

import dev.blogsite.operator.slo.Look;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Builds observations with safe defaults: a settled site with one router. */
final class Sights {
  static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

  String desired = "aaaa";
  Track stable = serving("aaaa", 4);
  boolean established = true;
  Track canary = Track.ABSENT;
  Optional<Split> split = Optional.of(Split.allStable(1, "aaaa"));
  boolean thresholdsTold = true;
  List<RouterState> routers = List.of(new RouterState("r-0", true, 1, 0, false));
  Optional<Rollout> rollout = Optional.empty();
  Optional<String> refused = Optional.empty();
  Optional<Look> look = Optional.empty();
  Optional<Request> request = Optional.empty();
  Instant now = NOW;

  static Sights aSight() {
    return new Sights();
  }

  static Track serving(String revision, int pods) {
    return new Track(
        true,
        revision,
        pods,
        pods,
        Duration.ZERO,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static Track starting(String revision, int pods, Duration unready) {
    return new Track(
        true, revision, pods, 0, unready, Optional.empty(), Optional.empty(), Optional.empty());
  }

  static Track crashing(String revision, int pods, String how) {
    return new Track(
        true,
        revision,
        pods,
        0,
        Duration.ofSeconds(9),
        Optional.empty(),
        Optional.of(how),
        Optional.empty());
  }

  /** A rollout from aaaa to bbbb at some step, whose split is in force. */
  Sights rolling(Plan plan, Phase phase, int step) {
    desired = "bbbb";
    int weightPpm = plan.weightPpm(step);
    canary = serving("bbbb", plan.canaryReplicas(step));
    stable = serving("aaaa", 4);
    Rollout blank = Idle.blank(build(), "aaaa", "bbbb", phase, step, weightPpm);
    rollout = Optional.of(Draft.of(blank, now).split(5, weightPpm).done());
    split = rollout.map(Rollout::split);
    routers = List.of(new RouterState("r-0", true, 5, weightPpm, false));
    return this;
  }

  Sights asking(Request.Kind kind, String value) {
    request = Optional.of(new Request(kind, value));
    return this;
  }

  Observed build() {
    return new Observed(
        "garden",
        now,
        desired,
        stable,
        established,
        canary,
        split,
        thresholdsTold,
        routers,
        rollout,
        Optional.empty(),
        rollout.map(Rollout::number).orElse(0),
        refused,
        look,
        request);
  }
}
