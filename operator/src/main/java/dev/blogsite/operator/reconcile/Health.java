package dev.blogsite.operator.reconcile;

import dev.blogsite.api.v1alpha1.Condition;
import dev.blogsite.api.v1alpha1.Keys;
import dev.blogsite.api.v1alpha1.Reasons;
import dev.blogsite.api.v1alpha1.SitePhase;
import dev.blogsite.operator.manifest.Deployments;
import dev.blogsite.operator.manifest.TrackName;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** Finds what is wrong with a site though its readers may not feel it yet. Pure. */
final class Health {

  private Health() {}

  /** Sets the condition Degraded. */
  static void degraded(Conditions conditions, Seen seen, SitePhase phase) {
    Optional<String> images = differing(seen.pods());
    var stable = seen.observed().stable();
    if (images.isPresent()) {
      conditions.set(Condition.DEGRADED, true, Reasons.IMAGES_DIFFER, images.get());
    } else if (phase == SitePhase.Failed) {
      conditions.set(
          Condition.DEGRADED, true, Reasons.PODS_NOT_READY, "no pod of stable serves readers");
    } else if (seen.observed().established() && stable.serving() < stable.replicas()) {
      String message = "fewer pods of stable serve than are wanted";
      conditions.set(Condition.DEGRADED, true, Reasons.PODS_NOT_READY, message);
    } else {
      conditions.set(Condition.DEGRADED, false, Reasons.AS_DESIRED, "nothing is wrong");
    }
  }

  /**
   * Pods made from one template that run different images: their reference has moved in between.
   */
  private static Optional<String> differing(List<Pod> pods) {
    Map<String, TreeSet<String>> images = new HashMap<>();
    for (Pod pod : pods) {
      Map<String, String> labels = pod.getMetadata().getLabels();
      String track = labels.get(Keys.TRACK);
      String template = labels.get(Deployments.TEMPLATE);
      if (track != null && template != null && pod.getStatus() != null) {
        images.computeIfAbsent(track + " " + template, _ -> new TreeSet<>()).addAll(imageIds(pod));
      }
    }
    for (TrackName track : TrackName.values()) {
      for (var entry : images.entrySet()) {
        if (entry.getKey().startsWith(track.text() + " ") && entry.getValue().size() > 1) {
          return Optional.of(
              "pods of %s run different images under one reference: %s; name the image by digest"
                  .formatted(track.text(), String.join(", ", entry.getValue())));
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> imageIds(Pod pod) {
    List<ContainerStatus> statuses = pod.getStatus().getContainerStatuses();
    return statuses == null
        ? List.of()
        : statuses.stream()
            .map(ContainerStatus::getImageID)
            .filter(Objects::nonNull)
            .filter(id -> !id.isEmpty())
            .toList();
  }
}
