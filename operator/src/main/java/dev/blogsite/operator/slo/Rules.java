package dev.blogsite.operator.slo;

import java.util.List;
import java.util.Optional;

/**
 * What the judge is told about a site. Immutable.
 *
 * @param alpha the chance, over a whole rollout, of failing a good canary; in (0, 1)
 * @param tolerance how many times stable's bad ratio the canary may have; at least 1
 * @param minRequests the canary's requests, per step and objective, below which nothing is passed
 * @param objectives at least one, with unique names
 */
public record Rules(double alpha, double tolerance, int minRequests, List<Objective> objectives) {
  /** The most probes sent to a track in a step. */
  public static final int MAX_PROBES = 200;

  public Rules {
    objectives = List.copyOf(objectives);
  }

  /** The probes per track and step that a site too quiet for its readers is judged on. */
  public int probes() {
    return Math.min(minRequests, MAX_PROBES);
  }

  /** The objective of that name. */
  public Optional<Objective> objective(String name) {
    return objectives.stream().filter(o -> o.name().equals(name)).findFirst();
  }
}
