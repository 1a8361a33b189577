package dev.blogsite.operator.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.blogsite.operator.slo.Look;
import dev.blogsite.operator.slo.Objective;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** One site in an in-memory cluster; acts on decisions as the reconciler does, faults included. */
final class FakeSite {
  static final Instant START = Instant.parse("2026-11-01T10:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  final Random random;
  final Map<String, Behaviour> behaviours = new HashMap<>();
  final FakeTrack stable;
  final FakeTrack canary;
  final List<FakeRouter> routers = List.of(new FakeRouter("r-0"), new FakeRouter("r-1"));
  final FakeTraffic traffic;
  Plan plan;
  String desired = "aaaa";
  Instant now = START;
  boolean established;
  Optional<Split> split = Optional.empty();
  private List<Objective> told = List.of();
  Optional<String> record = Optional.empty();
  Optional<Observed.Unwritten> unwritten = Optional.empty();
  Optional<Request> request = Optional.empty();
  int number;

  /** The share of observations in which a router does not answer, or a look finds nothing. */
  double blindness;

  FakeSite(long seed, Plan plan, double perSecond) {
    this.random = new Random(seed);
    this.stable = new FakeTrack(random);
    this.canary = new FakeTrack(random);
    this.plan = plan;
    this.traffic = new FakeTraffic(perSecond);
  }

  Behaviour behaviour(String revision) {
    return behaviours.getOrDefault(revision, Behaviour.GOOD);
  }

  Optional<Rollout> rollout() {
    return record.map(
        text -> {
          try {
            return JSON.readValue(text, Rollout.class);
          } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  Observed observe() {
    Optional<Rollout> rollout = rollout();
    boolean due = rollout.filter(r -> r.isLookDue(plan, now)).isPresent();
    return new Observed(
        "garden",
        now,
        desired,
        stable.observe(now, behaviour(stable.revision)),
        established,
        canary.observe(now, behaviour(canary.revision)),
        split,
        told.equals(plan.rules().objectives()),
        routers.stream().map(r -> blind() ? r.unreachable() : r.observe()).toList(),
        rollout,
        unwritten,
        number,
        Optional.empty(),
        due ? Optional.of(look()) : Optional.empty(),
        request);
  }

  private boolean blind() {
    return blindness > 0 && random.nextDouble() < blindness;
  }

  private Look look() {
    return blind() ? FakeTraffic.nothing(now) : traffic.look(now);
  }

  /** Erases the rollout's status; its BlogRollout stays. */
  void eraseStatus() {
    Rollout rollout = rollout().orElseThrow();
    unwritten =
        Optional.of(
            new Observed.Unwritten(rollout.name(), rollout.number(), rollout.from(), rollout.to()));
    record = Optional.empty();
  }

  /** Time passes, readers come. */
  void pass(Duration time) {
    double weight =
        routers.stream().mapToInt(FakeRouter::weightPpm).average().orElse(0) / Plan.ALL_PPM;
    traffic.flow(
        time.toMillis() / 1000.0,
        weight,
        behaviour(stable.revision).errorRatio(),
        behaviour(canary.revision).errorRatio());
    now = now.plus(time);
  }

  /**
   * Applies a decision; when it crashes, it stops after the first of several writes, or before the
   * only one.
   */
  void act(Decision decision, boolean crash) {
    switch (decision) {
      case Decision.Settled _, Decision.Hold _, Decision.Failed _ -> {}
      case Decision.ShiftTo(var next, _, _) -> {
        split = Optional.of(next);
        told = plan.rules().objectives();
        for (FakeRouter router : crash ? new ArrayList<FakeRouter>() : routers) {
          router.push(next);
        }
      }
      case Decision.Store(var next, var change, _) -> store(next, change, crash);
      case Decision.ApplyStable(var revision, var replicas, _) -> {
        if (!crash) {
          stable.apply(revision, replicas, now, behaviour(revision));
        }
      }
      case Decision.ApplyCanary(var revision, var replicas, _) -> {
        if (!crash) {
          canary.apply(revision, replicas, now, behaviour(revision));
        }
      }
      case Decision.RemoveCanary _ -> {
        if (!crash) {
          canary.remove();
        }
      }
      case Decision.MarkEstablished _ -> established = established || !crash;
      case Decision.SendProbes(_, _, var perTrack, _, _) -> traffic.probe(perTrack);
      case Decision.Answer _ -> request = crash ? request : Optional.empty();
    }
  }

  private void store(Rollout next, Decision.Change change, boolean crash) {
    if (next.number() > number) {
      number = next.number();
      unwritten =
          Optional.of(new Observed.Unwritten(next.name(), next.number(), next.from(), next.to()));
    }
    if (crash) {
      return;
    }
    unwritten = Optional.empty();
    try {
      record = Optional.of(JSON.writeValueAsString(next));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    if (change == Decision.Change.LOOKED && FakeTraffic.saw(next)) {
      traffic.taken();
    }
  }
}
