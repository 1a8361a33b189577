package dev.blogsite.operator.reconcile;

import dev.blogsite.api.v1alpha1.Keys;
import dev.blogsite.operator.manifest.Deployments;
import dev.blogsite.operator.metrics.Reading;
import dev.blogsite.operator.rollout.Track;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sees a track in its Deployment, its pods, and what they say of themselves. Pure. */
final class Tracks {

  /** Annotation of a track's Deployment: when its revision or size was last changed. */
  static final String CHANGED_AT = "blogsite.dev/changed-at";

  /** Annotation of the stable Deployment: it was ready once. */
  static final String ESTABLISHED = "blogsite.dev/established";

  private static final int CRASHES = 3;

  private Tracks() {}

  /**
   * The track as it is.
   *
   * @param pods all pods of the track, terminating ones too
   * @param said what each said, by name of pod; one that was not asked is not in it
   */
  static Track see(
      @Nullable Deployment deployment, List<Pod> pods, Map<String, Reading> said, Instant now) {
    if (deployment == null || deployment.getMetadata().getDeletionTimestamp() != null) {
      return Track.ABSENT;
    }
    String revision = deployment.getMetadata().getLabels().getOrDefault(Keys.REVISION, "");
    List<Pod> current = pods.stream().filter(pod -> belongs(pod, deployment)).toList();
    int replicas = Optional.ofNullable(deployment.getSpec().getReplicas()).orElse(1);
    int serving = (int) current.stream().filter(p -> serves(p, revision, said)).count();
    return new Track(
        true,
        revision,
        replicas,
        serving,
        // A ready pod that did not answer says nothing of itself, so nothing against itself either.
        serving + silent(current, said) >= replicas
            ? Duration.ZERO
            : between(unreadySince(deployment, current, revision, said), now),
        current.stream().flatMap(pod -> refusal(pod, revision, said).stream()).findFirst(),
        current.stream().flatMap(pod -> crash(pod).stream()).findFirst(),
        serving >= replicas ? Optional.empty() : Waits.of(deployment, current, said));
  }

  /** What an annotation of the Deployment says. */
  static Optional<String> note(Deployment deployment, String name) {
    return Optional.ofNullable(deployment.getMetadata().getAnnotations())
        .flatMap(notes -> Optional.ofNullable(notes.get(name)));
  }

  /** Whether the pod is ready for readers, whatever it serves. */
  static boolean ready(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() == null
        && condition(pod, "Ready").map(c -> "True".equals(c.getStatus())).orElse(false);
  }

  /** Whether a container of the pod runs, so that it can be asked something. */
  static boolean running(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() == null
        && containers(pod).anyMatch(c -> c.getState() != null && c.getState().getRunning() != null);
  }

  private static boolean belongs(Pod pod, Deployment deployment) {
    Map<String, String> template = deployment.getSpec().getTemplate().getMetadata().getLabels();
    String hash = template.get(Deployments.TEMPLATE);
    return pod.getMetadata().getDeletionTimestamp() == null
        && (hash == null || hash.equals(pod.getMetadata().getLabels().get(Deployments.TEMPLATE)));
  }

  private static boolean serves(Pod pod, String revision, Map<String, Reading> said) {
    return ready(pod)
        && said.get(pod.getMetadata().getName()) instanceof Reading.Blog blog
        && revision.equals(blog.revision())
        && blog.result().equals("Acknowledged");
  }

  private static int silent(List<Pod> pods, Map<String, Reading> said) {
    return (int)
        pods.stream()
            .filter(Tracks::ready)
            .filter(pod -> !(said.get(pod.getMetadata().getName()) instanceof Reading.Blog))
            .count();
  }

  /**
   * What the pod says of a set it refused; only a set of {@code revision} can be refused once the
   * pod has been told of it.
   */
  private static Optional<String> refusal(Pod pod, String revision, Map<String, Reading> said) {
    return said.get(pod.getMetadata().getName()) instanceof Reading.Blog blog
            && blog.result().equals("Refused")
            && !revision.equals(blog.revision())
        ? Optional.of(Optional.ofNullable(blog.error()).orElse("no reason given"))
        : Optional.empty();
  }

  private static Optional<String> crash(Pod pod) {
    return containers(pod)
        .flatMap(
            c -> {
              ContainerState last = c.getLastState();
              var ended = last == null ? null : last.getTerminated();
              if (ended != null && "OOMKilled".equals(ended.getReason())) {
                return Stream.of("a pod was killed for want of memory");
              }
              int restarts = Optional.ofNullable(c.getRestartCount()).orElse(0);
              return restarts >= CRASHES
                  ? Stream.of(
                      "a pod keeps crashing"
                          + (ended == null ? "" : ", with exit code " + ended.getExitCode()))
                  : Stream.empty();
            })
        .findFirst();
  }

  /**
   * Since when pods are missing: the oldest wound, but nothing before the track's last change
   * counts.
   */
  private static Instant unreadySince(
      Deployment deployment, List<Pod> pods, String revision, Map<String, Reading> said) {
    Instant changed =
        note(deployment, CHANGED_AT)
            .flatMap(Tracks::time)
            .or(() -> time(deployment.getMetadata().getCreationTimestamp()))
            .orElse(Instant.EPOCH);
    Instant wound =
        pods.stream()
            .filter(pod -> !serves(pod, revision, said))
            .flatMap(pod -> woundOf(pod).stream())
            .min(Instant::compareTo)
            .or(() -> unavailableSince(deployment))
            .orElse(changed);
    return wound.isAfter(changed) ? wound : changed;
  }

  private static Optional<Instant> woundOf(Pod pod) {
    // A ready pod that does not serve its set has waited for it since the track's change.
    return ready(pod)
        ? Optional.empty()
        : condition(pod, "Ready")
            .flatMap(c -> time(c.getLastTransitionTime()))
            .or(() -> time(pod.getMetadata().getCreationTimestamp()));
  }

  private static Optional<Instant> unavailableSince(Deployment deployment) {
    return condition(deployment, "Available")
        .filter(c -> c.getStatus().equals("False"))
        .flatMap(c -> time(c.getLastTransitionTime()));
  }

  /** A condition of the Deployment, if it has it. */
  static Optional<DeploymentCondition> condition(Deployment deployment, String type) {
    return deployment.getStatus() == null || deployment.getStatus().getConditions() == null
        ? Optional.empty()
        : deployment.getStatus().getConditions().stream()
            .filter(c -> c.getType().equals(type))
            .findFirst();
  }

  /** A condition of the pod, if it has it. */
  static Optional<PodCondition> condition(Pod pod, String type) {
    return pod.getStatus() == null || pod.getStatus().getConditions() == null
        ? Optional.empty()
        : pod.getStatus().getConditions().stream()
            .filter(c -> c.getType().equals(type))
            .findFirst();
  }

  static Stream<ContainerStatus> containers(Pod pod) {
    return pod.getStatus() == null || pod.getStatus().getContainerStatuses() == null
        ? Stream.empty()
        : pod.getStatus().getContainerStatuses().stream();
  }

  private static Duration between(Instant since, Instant now) {
    return now.isAfter(since) ? Duration.between(since, now) : Duration.ZERO;
  }

  private static Optional<Instant> time(@Nullable String text) {
    try {
      return Optional.ofNullable(text).map(Instant::parse);
    } catch (DateTimeParseException _) {
      // Someone else wrote it; what it should say is then unknown.
      return Optional.empty();
    }
  }
}
