package dev.blogsite.operator.judge;

import dev.blogsite.operator.slo.Sample;
import java.time.Instant;

/** One line of a trace. */
sealed interface TraceLine {
  /** The plan that the lines after it are judged by. */
  record PlanLine(TracePlan plan) implements TraceLine {}

  /**
   * One sample of a look.
   *
   * @param step the step's number, from 0
   * @param weightPpm its weight, in parts per million
   */
  record SampleLine(Instant time, int step, int weightPpm, Sample sample) implements TraceLine {}

  /** A line that is refused, and why. */
  record Invalid(String why) implements TraceLine {}
}
