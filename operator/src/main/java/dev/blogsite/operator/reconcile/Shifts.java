package dev.blogsite.operator.reconcile;

import dev.blogsite.operator.cluster.PodRef;
import dev.blogsite.operator.cluster.Writer;
import dev.blogsite.operator.manifest.Commons;
import dev.blogsite.operator.manifest.SiteId;
import dev.blogsite.operator.manifest.TrackName;
import dev.blogsite.operator.rollout.Plan;
import dev.blogsite.operator.slo.Objective;
import dev.blogsite.operator.traffic.Router;
import dev.blogsite.operator.traffic.Split;
import dev.blogsite.operator.traffic.SplitJson;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts splits in force: in the ConfigMap that routers start with, and by a push to each that runs.
 * Thread-safe.
 */
final class Shifts {

  private static final int PORT = 8080;

  /**
   * Annotation of a router's pod: the epoch of the split that it is to read. Any change of a pod
   * makes its kubelet refresh the pod's volumes at once.
   */
  private static final String SPLIT = "blogsite.dev/split";

  private final Keeper keeper;
  private final Writer writer;
  private final Router router;
  private final Duration lease;

  Shifts(Keeper keeper, Writer writer, Router router, Duration lease) {
    this.keeper = keeper;
    this.writer = writer;
    this.router = router;
    this.lease = lease;
  }

  /** Writes and pushes a split. Fails when the ConfigMap has changed since it was observed. */
  void shift(SiteId site, Plan plan, dev.blogsite.operator.rollout.Split wanted, Seen seen) {
    Split split = document(site, plan, wanted);
    String text = SplitJson.write(split);
    String written = seen.splitMap().map(Shifts::text).orElse(null);
    if (!text.equals(written)) {
      ConfigMap map = Commons.split(site, text);
      if (seen.splitMap().isPresent()) {
        ConfigMap old = seen.splitMap().get();
        NameTaken.check(map, old);
        writer.apply(map, old);
      } else {
        writer.applyNew(map);
      }
    }
    Map<PodRef, Router.Answer> answers;
    try {
      answers = push(site, split, seen);
    } catch (RuntimeException e) {
      // It is mounted already: readers must not wait until whatever failed is mended.
      hurry(split, seen, untold(seen, e));
      throw e;
    }
    hurry(split, seen, answers);
  }

  private static Map<PodRef, Router.Answer> untold(Seen seen, RuntimeException e) {
    return told(seen).stream()
        .collect(Collectors.toMap(pod -> pod, _ -> new Router.Answer.Unknown(Failures.words(e))));
  }

  /** The routers that can be told something. */
  private static List<PodRef> told(Seen seen) {
    return Observer.refs(Observer.routers(seen.pods()).stream().filter(Tracks::running).toList());
  }

  /**
   * Has the routers that could not be told read the split that they mount now, not when their
   * kubelet next looks: it goes another way than the push.
   */
  private void hurry(Split split, Seen seen, Map<PodRef, Router.Answer> answers) {
    String epoch = String.valueOf(split.epoch());
    for (Pod pod : Observer.routers(seen.pods())) {
      var meta = pod.getMetadata();
      Map<String, String> notes = meta.getAnnotations() == null ? Map.of() : meta.getAnnotations();
      var ref = new PodRef(meta.getNamespace(), meta.getName());
      if (answers.get(ref) instanceof Router.Answer.Unknown && !epoch.equals(notes.get(SPLIT))) {
        writer.annotate(pod, Map.of(SPLIT, epoch));
      }
    }
  }

  /**
   * Renews the leases of routers that have used up a third of theirs, while a canary has readers.
   */
  void renew(SiteId site, Plan plan, Seen seen) {
    var inForce = seen.observed().split().filter(split -> split.weightPpm() > 0);
    if (inForce.isPresent() && Routers.leaseDue(seen.said(), lease.toSeconds())) {
      push(site, document(site, plan, inForce.get()), seen);
    }
  }

  /** Pushes; who did not take it is seen at the next observation, and pushed to again. */
  private Map<PodRef, Router.Answer> push(SiteId site, Split split, Seen seen) {
    List<PodRef> routers = told(seen);
    return routers.isEmpty() ? Map.of() : router.put(routers, split, keeper.key(site));
  }

  private Split document(SiteId site, Plan plan, dev.blogsite.operator.rollout.Split split) {
    boolean none = split.canary().isEmpty() || split.rollout().isEmpty();
    return new Split(
        site.path(),
        none ? null : split.rollout(),
        split.epoch(),
        none ? 0 : split.weightPpm(),
        lease.toSeconds(),
        backend(site, TrackName.STABLE, split.stable()),
        none ? null : backend(site, TrackName.CANARY, split.canary()),
        thresholds(plan));
  }

  /** What routers are told to measure by: seconds by name of latency objective. */
  static SortedMap<String, Double> thresholds(Plan plan) {
    SortedMap<String, Double> thresholds = new TreeMap<>();
    for (Objective objective : plan.rules().objectives()) {
      if (objective.kind() == Objective.Kind.LATENCY) {
        thresholds.put(objective.name(), objective.thresholdSeconds());
      }
    }
    return thresholds;
  }

  private static Split.Backend backend(SiteId site, TrackName track, String revision) {
    return new Split.Backend(revision, site.object(track), PORT);
  }

  private static @Nullable String text(ConfigMap map) {
    return Optional.ofNullable(map.getData()).map(data -> data.get("split.json")).orElse(null);
  }
}
