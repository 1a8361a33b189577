package dev.blogsite.operator.reconcile;

import dev.blogsite.operator.metrics.Reading;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what keeps a track's pods from serving, in what the cluster says of them. Pure. */
final class Waits {
  /** As much of the cluster's own words as is told on. */
  private static final int MAX_WORDS = 240;

  /** A container on its way, of which there is nothing to say. */
  private static final Set<String> ON_ITS_WAY = Set.of("ContainerCreating", "PodInitializing");

  private Waits() {}

  /** The first cause found: of a pod that is not there, not placed, not started, or not ready. */
  static Optional<String> of(Deployment deployment, List<Pod> pods, Map<String, Reading> said) {
    return Stream.concat(
            pods.stream().flatMap(pod -> of(pod, said.get(pod.getMetadata().getName())).stream()),
            missing(deployment).stream())
        .findFirst();
  }

  private static Optional<String> missing(Deployment deployment) {
    return Tracks.condition(deployment, "ReplicaFailure")
        .filter(c -> c.getStatus().equals("True"))
        .map(c -> "pods cannot be made: " + words(c.getMessage()));
  }

  private static Optional<String> of(Pod pod, @Nullable Reading said) {
    return unplaced(pod)
        .or(() -> Tracks.containers(pod).flatMap(c -> unstarted(c).stream()).findFirst())
        .or(() -> unserving(pod, said))
        .map(why -> "pod " + pod.getMetadata().getName() + ": " + why);
  }

  private static Optional<String> unplaced(Pod pod) {
    return Tracks.condition(pod, "PodScheduled")
        .filter(c -> c.getStatus().equals("False"))
        .map(c -> "no node takes it: " + words(c.getMessage()));
  }

  private static Optional<String> unstarted(ContainerStatus container) {
    ContainerState state = container.getState();
    if (state == null || state.getWaiting() == null || state.getWaiting().getReason() == null) {
      return Optional.empty();
    }
    String reason = state.getWaiting().getReason();
    if (ON_ITS_WAY.contains(reason)) {
      return Optional.empty();
    }
    // The kubelet's own words change from try to try, and would be told as news each time.
    return Optional.of(
        switch (reason) {
          case "ErrImagePull", "ImagePullBackOff" ->
              "its image %s cannot be pulled".formatted(container.getImage());
          case "InvalidImageName" ->
              "%s is not the name of an image".formatted(container.getImage());
          case "CrashLoopBackOff" -> "its program ends again and again";
          default -> reason + ": " + words(state.getWaiting().getMessage());
        });
  }

  private static Optional<String> unserving(Pod pod, @Nullable Reading said) {
    if (said instanceof Reading.Blog blog && blog.result().equals("Incomplete")) {
      return Optional.of("it waits for its set: " + words(blog.error()));
    }
    return Tracks.running(pod) && !Tracks.ready(pod)
        ? Optional.of("it runs, but is not ready for readers")
        : Optional.empty();
  }

  private static String words(@Nullable String message) {
    if (message == null || message.isBlank()) {
      return "no reason given";
    }
    return message.length() <= MAX_WORDS ? message : message.substring(0, MAX_WORDS) + " …";
  }
}
