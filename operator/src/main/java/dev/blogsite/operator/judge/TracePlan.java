package dev.blogsite.operator.judge;

import dev.blogsite.operator.slo.Objective;
import dev.blogsite.operator.slo.Rules;
import java.time.Duration;
import java.util.List;

/**
 * What a trace is judged by.
 *
 * @param stepsPpm the weights of the steps, for lines that name none
 */
record TracePlan(Rules rules, List<Integer> stepsPpm) {
  /** The site's defaults in the API. */
  static final TracePlan DEFAULT =
      new TracePlan(
          new Rules(
              0.05,
              1.5,
              500,
              List.of(
                  new Objective("availability", Objective.Kind.AVAILABILITY, 0.0001, Duration.ZERO),
                  new Objective("latency", Objective.Kind.LATENCY, 0.05, Duration.ofMillis(320)),
                  new Objective("saturation", Objective.Kind.SATURATION, 0.85, Duration.ZERO))),
          List.of(5_000, 50_000, 250_000, 500_000));

  TracePlan {
    stepsPpm = List.copyOf(stepsPpm);
  }
}
