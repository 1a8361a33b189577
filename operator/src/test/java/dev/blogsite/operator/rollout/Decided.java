package dev.blogsite.operator.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/** What was decided on a sight, and whether it is what it should be. */
final class Decided {
  private Decided() {}

  static Decision decide(Plans plan, Sights sight) {
    return Rollouts.decide(plan.build(), sight.build());
  }

  static Rollout stored(Decision decision, Decision.Change change) {
    Decision.Store store = assertInstanceOf(Decision.Store.class, decision);
    assertEquals(change, store.change());
    return store.rollout();
  }

  static Decision.Hold held(Decision decision, Reason reason) {
    Decision.Hold hold = assertInstanceOf(Decision.Hold.class, decision);
    assertEquals(reason, hold.reason());
    return hold;
  }
}
