package dev.blogsite.operator.reconcile;

import dev.blogsite.api.v1alpha1.Condition;
import dev.blogsite.api.v1alpha1.Keys;
import dev.blogsite.api.v1alpha1.Reasons;
import dev.blogsite.api.v1alpha1.SitePhase;
import dev.blogsite.operator.manifest.Deployments;
import dev.blogsite.operator.manifest.TrackName;
import dev.blogsite.operator.metrics.Reading;
import dev.blogsite.operator.rollout.Plan;
import dev.blogsite.operator.rollout.Split;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what is wrong with a site though its readers may not feel it yet. Pure. */
final class Health {

  private Health() {}

  /**
   * Why readers are not served, if so. Whether a pod is ready is its kubelet's word: one that the
   * operator cannot reach may well answer readers.
   */
  static Optional<String> unserved(Seen seen) {
    if (Observer.routers(seen.pods()).stream().noneMatch(Tracks::ready)) {
      return Optional.of("no router is ready for readers");
    }
    int weightPpm = seen.observed().split().map(Split::weightPpm).orElse(0);
    TrackName most = weightPpm > Plan.ALL_PPM / 2 ? TrackName.CANARY : TrackName.STABLE;
    return ready(seen, most) == 0
        ? Optional.of("no pod of %s is ready for readers".formatted(most.text()))
        : Optional.empty();
  }

  /** Sets the condition Degraded. */
  static void degraded(Conditions conditions, Seen seen, SitePhase phase) {
    Optional<String> images = differing(seen.pods());
    var stable = seen.observed().stable();
    boolean few = seen.observed().established() && stable.serving() < stable.replicas();
    if (images.isPresent()) {
      conditions.set(Condition.DEGRADED, true, Reasons.IMAGES_DIFFER, images.get());
    } else if (phase == SitePhase.Failed) {
      conditions.set(
          Condition.DEGRADED, true, Reasons.PODS_NOT_READY, "no pod of stable serves readers");
    } else if (few && silent(seen) && ready(seen, TrackName.STABLE) >= stable.replicas()) {
      String message = "pods of stable are ready, but do not tell the operator what they serve";
      conditions.set(Condition.DEGRADED, true, Reasons.PODS_SILENT, message);
    } else if (few) {
      String message = stable.explain("fewer pods of stable serve than are wanted");
      conditions.set(Condition.DEGRADED, true, Reasons.PODS_NOT_READY, message);
    } else if (!postsRefused(seen).isEmpty()) {
      String message = "posts that cannot be read are left out: " + postsRefused(seen);
      conditions.set(Condition.DEGRADED, true, Reasons.POSTS_REFUSED, message);
    } else {
      conditions.set(Condition.DEGRADED, false, Reasons.AS_DESIRED, "nothing is wrong");
    }
  }

  /** What the blog pods leave out, each with file, line and reason; empty when nothing. */
  private static String postsRefused(Seen seen) {
    return seen.said().values().stream()
        .flatMap(
            said -> said instanceof Reading.Blog blog ? blog.postsRefused().stream() : Stream.of())
        .distinct()
        .sorted()
        .collect(Collectors.joining("; "));
  }

  private static long ready(Seen seen, TrackName track) {
    return Observer.track(seen.pods(), track).stream().filter(Tracks::ready).count();
  }

  private static boolean silent(Seen seen) {
    return Observer.track(seen.pods(), TrackName.STABLE).stream()
        .filter(Tracks::ready)
        .anyMatch(pod -> !(seen.said().get(pod.getMetadata().getName()) instanceof Reading.Blog));
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
