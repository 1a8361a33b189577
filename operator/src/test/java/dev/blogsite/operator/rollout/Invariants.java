package dev.blogsite.operator.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What must be true of every decision of every rollout. */
final class Invariants {
  private final FakeSite site;
  private final Set<String> merged = new HashSet<>();
  private Optional<Decision> last = Optional.empty();

  Invariants(FakeSite site) {
    this.site = site;
  }

  void check(Plan plan, Observed seen, Decision decision, boolean crash) {
    actsAreNotRepeated(decision);
    last = crash ? Optional.empty() : Optional.of(decision);
    switch (decision) {
      case Decision.ShiftTo shift -> shifts(plan, seen, shift.split());
      case Decision.Store store -> {
        if (store.change() == Decision.Change.STEP_MERGED) {
          merged.add(name(store.rollout(), store.rollout().step() - 1));
        }
        stores(plan, seen, store.rollout());
      }
      case Decision.RemoveCanary _ ->
          assertTrue(
              site.routers.stream().allMatch(r -> r.weightPpm() == 0),
              "a canary with readers is removed");
      case Decision.ApplyStable apply ->
          assertTrue(
              seen.stable().revision().equals(apply.revision())
                  || !seen.established()
                  || seen.canary().serving() >= plan.replicas()
                  || seen.rollout().orElseThrow().phase() == Phase.ABORTING,
              "the stable track changes before the canary carries all");
      case Decision.ApplyCanary apply -> carries(plan, apply.replicas());
      case Decision.MarkEstablished _,
          Decision.SendProbes _,
          Decision.Answer _,
          Decision.Hold _,
          Decision.Failed _,
          Decision.Settled _ -> {}
    }
  }

  private void actsAreNotRepeated(Decision decision) {
    if (Story.repeats(decision) || decision instanceof Decision.ShiftTo) {
      return;
    }
    assertNotEquals(last, Optional.of(decision), "an act is repeated");
  }

  private static String name(Rollout rollout, int step) {
    return rollout.name() + " step " + step;
  }

  /** A canary never has fewer pods than the share of the readers that it carries. */
  private void carries(Plan plan, int pods) {
    long most = site.routers.stream().mapToInt(FakeRouter::weightPpm).max().orElse(0);
    assertTrue(
        pods >= Math.ceilDiv(plan.replicas() * most, Plan.ALL_PPM),
        "%d pods for a weight of %d".formatted(pods, most));
  }

  private void shifts(Plan plan, Observed seen, Split next) {
    int most = site.routers.stream().mapToInt(FakeRouter::weightPpm).max().orElse(0);
    seen.split()
        .ifPresent(
            before ->
                assertTrue(
                    next.equals(before) || next.epoch() > before.epoch(),
                    "the split %s follows %s".formatted(next, before)));
    if (next.weightPpm() > most) {
      Rollout rollout = seen.rollout().orElseThrow();
      assertTrue(
          seen.canary().serving() >= plan.canaryReplicas(rollout.step()),
          "weight before capacity: " + next);
      assertEquals(rollout.to(), seen.canary().revision());
    }
  }

  private void stores(Plan plan, Observed seen, Rollout next) {
    Optional<Rollout> before = seen.rollout().filter(r -> r.name().equals(next.name()));
    before.ifPresent(
        b -> {
          assertTrue(next.epoch() >= b.epoch(), "the epoch falls");
          assertTrue(
              next.weightPpm() == b.weightPpm() || next.epoch() > b.epoch(),
              "a weight changes without its epoch");
          boolean rises = next.weightPpm() > b.weightPpm();
          assertTrue(
              !rises
                  || next.weightPpm() == plan.weightPpm(next.step())
                  || next.phase() == Phase.PROMOTING,
              "the weight rises to %d, which is no step".formatted(next.weightPpm()));
          assertTrue(next.phase() != Phase.ABORTING || !rises, "an abort gives the canary more");
        });
    if (next.phase() == Phase.PROMOTING && !next.promote()) {
      next.steps().stream()
          .filter(s -> !merged.contains(name(next, s.step())))
          .forEach(s -> assertEquals("Pass", s.verdict(), "promoted without a Pass: " + s));
    }
    if (next.phase() == Phase.PROMOTED) {
      assertEquals(next.to(), seen.stable().revision());
    }
    if (next.phase() == Phase.ABORTED || next.phase() == Phase.SUPERSEDED) {
      assertEquals(next.from(), seen.stable().revision());
      assertTrue(site.routers.stream().allMatch(r -> r.weightPpm() == 0));
      assertTrue(!seen.canary().exists());
    }
  }
}
