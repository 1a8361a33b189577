package dev.blogsite.operator.rollout;

import static dev.blogsite.operator.rollout.Decided.decide;
import static dev.blogsite.operator.rollout.Decided.held;
import static dev.blogsite.operator.rollout.Plans.aPlan;
import static dev.blogsite.operator.rollout.Sights.aSight;
import static dev.blogsite.operator.rollout.Sights.serving;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How many pods each track has, and when. */
class CapacityTest {
  @Test
  void capacityIsTheShareRoundedUp() {
    Plans plans = aPlan();
    plans.replicas = 10;
    Plan plan = plans.build();
    assertEquals(1, plan.canaryReplicas(0));
    assertEquals(5, plan.canaryReplicas(2));
    assertEquals(10, plan.canaryReplicas(3));
  }

  @Test
  void stableStaysWholeInTheWatchToo() {
    Sights watching = aSight().rolling(aPlan().build(), Phase.WATCHING, 3);
    held(decide(aPlan(), watching), Reason.AWAITING_LOOK);
    watching.stable = serving("aaaa", 2);
    assertEquals(
        4, assertInstanceOf(Decision.ApplyStable.class, decide(aPlan(), watching)).replicas());
  }

  @Test
  void aCanaryKeepsThePodsForTheWeightInForceWhenItsStepsAreEdited() {
    Plans plan = aPlan();
    plan.replicas = 10;
    Sights sight = aSight().rolling(plan.build(), Phase.JUDGING, 2);
    sight.stable = serving("aaaa", 10);
    plan.stepsPpm = List.of(1_000, 2_000, 3_000, 4_000, 500_000);
    held(decide(plan, sight), Reason.AWAITING_LOOK);
    sight.canary = serving("bbbb", 1);
    assertEquals(5, assertInstanceOf(Decision.ApplyCanary.class, decide(plan, sight)).replicas());
  }

  @Test
  void aCanaryInTheWatchKeepsItsPodsWhenStepsAreAdded() {
    Plans plan = aPlan();
    plan.replicas = 10;
    Sights sight = aSight().rolling(plan.build(), Phase.WATCHING, 3);
    sight.stable = serving("aaaa", 10);
    plan.stepsPpm = List.of(1_000, 2_000, 3_000, 4_000, 500_000);
    held(decide(plan, sight), Reason.AWAITING_LOOK);
  }

  @Test
  void aCanaryShrinksOnceItsLowerWeightIsInForce() {
    Plans plan = aPlan();
    plan.replicas = 10;
    Sights sight = aSight().rolling(plan.build(), Phase.JUDGING, 0);
    sight.stable = serving("aaaa", 10);
    sight.canary = serving("bbbb", 5);
    assertEquals(1, assertInstanceOf(Decision.ApplyCanary.class, decide(plan, sight)).replicas());
  }
}
