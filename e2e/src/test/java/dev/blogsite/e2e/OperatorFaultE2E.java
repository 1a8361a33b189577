package dev.blogsite.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The operator itself in trouble. These cases run alone: they disturb what all sites share. */
@ExtendWith(World.Extension.class)
@ResourceLock(World.OPERATOR)
class OperatorFaultE2E {
  private static final int RATE = 100;

  private final World world;

  OperatorFaultE2E(World world) {
    this.world = world;
  }

  @Test
  void killedInMidStepItGoesOnWhereItWas() {
    try (var site = world.site("restart")) {
      site.deployTwoSteps("1.0.0");
      try (var readers = site.readers(RATE)) {
        site.upgrade("1.1.0");
        site.awaitWeight("50");
        world.operator().kill();
        site.awaitPromotionWithoutWeight("10");
        // Both steps and the watch, each once and none forgotten.
        assertEquals(List.of(0, 1, 2), site.stepsBegun());
        site.expectNoFailure(readers.stop());
      }
    }
  }

  @Test
  void withoutMetricsItHoldsAndLaterResumes() {
    try (var site = world.site("blind")) {
      site.deploySlow("1.0.0");
      try (var readers = site.readers(RATE)) {
        site.upgrade("1.1.0");
        site.awaitCanary();
        // Before, what holds is that the step cannot open.
        site.awaitRollout(1, "Judging");
        try (var _ = world.operator().withoutMetrics()) {
          Await.until(
              "the verdict is Unknown",
              TestSite.SOON,
              site.api()::summary,
              seen -> seen.contains(" verdict=Unknown "));
          assertTrue(site.holds(Duration.ofSeconds(30)), site.api()::summary);
        }
        site.awaitRollout(1, "Promoted");
        site.expectNoFailure(readers.stop());
      }
    }
  }

  @Test
  void withoutAnOperatorTheRouterSendsReadersBackToStable() {
    leaseExpires("lease", Operator::stopped);
  }

  @Test
  void cutOffFromTheOperatorTheRouterSendsReadersBackToStable() {
    leaseExpires("cut", Operator::withoutPushes);
  }

  /** Nobody renews the routers' lease while the value is open; afterwards all is as before. */
  private void leaseExpires(String name, Function<Operator, ? extends Operator.Trouble> trouble) {
    try (var site = world.site(name)) {
      site.deploySlow("1.0.0");
      site.api().spec("{\"rollout\":{\"interval\":\"1h\"}}");
      try (var readers = site.readers(RATE)) {
        site.upgrade("1.1.0");
        site.awaitCanary();
        try (var open = trouble.apply(world.operator())) {
          Await.until(
              "no reader gets the canary",
              Duration.ofSeconds(60),
              () -> site.canaryAnswersWithin(readers, Duration.ofSeconds(3)),
              answers -> answers == 0);
          assertTrue(open.lasts(), site.api()::summary);
        }
        Await.until(
            "the canary has readers again",
            TestSite.SOON,
            () -> site.canaryAnswersWithin(readers, Duration.ofSeconds(3)),
            answers -> answers > 0);
        site.expectNoFailure(readers.stop());
      }
    }
  }
}
