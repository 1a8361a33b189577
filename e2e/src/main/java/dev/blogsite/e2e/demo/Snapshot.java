package dev.blogsite.e2e.demo;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rollout as its BlogRollout tells it at one moment.
 *
 * @param name of the resource
 * @param phase in one word, empty before the first
 * @param progress step under way of how many, as in {@code 2/4}
 * @param weightPpm readers out of 1,000,000 that the canary gets
 * @param verdict of the step under way
 * @param message why it stands there
 * @param evidence a line for each objective of the newest step
 */
record Snapshot(
    String name,
    String phase,
    String progress,
    int weightPpm,
    String verdict,
    String message,
    List<String> evidence) {
  private static final String NOTHING = "";

  static Snapshot of(GenericKubernetesResource rollout) {
    return new Snapshot(
        rollout.getMetadata().getName(),
        text(rollout.get("status", "phase")),
        text(rollout.get("status", "progress")),
        number(rollout.get("status", "weightPpm")),
        text(rollout.get("status", "verdict")),
        text(rollout.get("status", "message")),
        evidenceOf(rollout));
  }

  /** Whether nothing more will happen to it. */
  boolean over() {
    return switch (phase) {
      case "Promoted", "Aborted", "Superseded" -> true;
      default -> false;
    };
  }

  private static List<String> evidenceOf(GenericKubernetesResource rollout) {
    List<Map<String, Object>> steps = rollout.get("status", "steps");
    if (steps == null || steps.isEmpty()) {
      return List.of();
    }
    if (!(steps.getLast().get("counts") instanceof List<?> counts)) {
      return List.of();
    }
    return counts.stream()
        .filter(Map.class::isInstance)
        .map(Map.class::cast)
        .map(Snapshot::evidence)
        .toList();
  }

  /** The judge's own words, which begin with the objective; before the first, what was counted. */
  private static String evidence(Map<?, ?> count) {
    var words = text(count.get("evidence"));
    return words.isEmpty()
        ? "%s: canary %s bad of %s, stable %s of %s"
            .formatted(
                text(count.get("objective")),
                text(count.get("canaryBad")),
                text(count.get("canaryRequests")),
                text(count.get("stableBad")),
                text(count.get("stableRequests")))
        : words;
  }

  private static int number(@Nullable Object value) {
    return value == null ? 0 : Integer.parseInt(value.toString());
  }

  private static String text(@Nullable Object value) {
    return value == null ? NOTHING : value.toString();
  }
}
