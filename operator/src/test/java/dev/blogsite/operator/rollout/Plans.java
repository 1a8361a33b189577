package dev.blogsite.operator.rollout;

import dev.blogsite.operator.slo.Objective;
import dev.blogsite.operator.slo.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Builds plans with safe defaults. */
final class Plans {
  int replicas = 4;
  List<Integer> stepsPpm = new ArrayList<>(List.of(5_000, 50_000, 500_000));
  Duration interval = Duration.ofMinutes(1);
  Duration watch = Duration.ofMinutes(2);
  Plan.OnInconclusive onInconclusive = Plan.OnInconclusive.HOLD;
  Duration inconclusiveDeadline = Duration.ofMinutes(30);
  Duration progressDeadline = Duration.ofMinutes(10);
  boolean paused;
  int minRequests = 50;
  double errorRatio = 0.001;
  Duration threshold = Duration.ofMillis(320);

  static Plans aPlan() {
    return new Plans();
  }

  Plan build() {
    return new Plan(
        replicas,
        stepsPpm,
        interval,
        watch,
        onInconclusive,
        inconclusiveDeadline,
        progressDeadline,
        paused,
        new Rules(
            0.05,
            1.5,
            minRequests,
            List.of(
                new Objective(
                    "availability", Objective.Kind.AVAILABILITY, errorRatio, Duration.ZERO),
                new Objective("latency", Objective.Kind.LATENCY, 0.05, threshold))));
  }
}
