package dev.blogsite.operator.reconcile;

import dev.blogsite.api.v1alpha1.Keys;
import dev.blogsite.operator.cluster.Writer;
import dev.blogsite.operator.manifest.Contents;
import dev.blogsite.operator.manifest.Deployments;
import dev.blogsite.operator.manifest.Revision;
import dev.blogsite.operator.manifest.Sets;
import dev.blogsite.operator.manifest.SiteId;
import dev.blogsite.operator.manifest.TrackName;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Brings a site's tracks to revisions: their files first, then their pods. Thread-safe. */
final class Stage {

  /**
   * Annotation of a pod: the set it is to take. Any change of a pod makes its kubelet refresh the
   * pod's volumes at once.
   */
  private static final String SET = "blogsite.dev/set";

  /** Annotation of the canary's Deployment: when it was created. */
  private static final String BORN_AT = "blogsite.dev/born-at";

  private final Caches caches;
  private final Library library;
  private final Keeper keeper;
  private final Writer writer;

  Stage(Caches caches, Library library, Keeper keeper, Writer writer) {
    this.caches = caches;
    this.library = library;
    this.keeper = keeper;
    this.writer = writer;
  }

  /** What a track is brought to. */
  record Cast(TrackName track, Revision revision, int replicas, boolean established) {}

  /**
   * Brings a track to a revision and size; when it is there already, writes only what others have
   * changed. Fails with a conflict, and writes nothing, when its Deployment is not what was seen.
   *
   * @param seen its Deployment, if it has one
   */
  void bring(SiteId site, Cast cast, Optional<Deployment> seen, Instant now) {
    List<ConfigMap> files = files(site, cast);
    List<ConfigMap> surplus = surplus(site, cast);
    Deployment desired = deployment(site, cast, seen, now);
    boolean due = keeper.due(desired).isPresent();
    if (files.isEmpty() && surplus.isEmpty() && !due) {
      return;
    }
    Optional<Deployment> there = keeper.unchanged(desired, seen);
    files.forEach(keeper::write);
    surplus.forEach(writer::delete);
    if (due) {
      there.ifPresentOrElse(found -> writer.apply(desired, found), () -> writer.applyNew(desired));
    }
  }

  /** The files of the track's set that are not there as they should be. */
  private List<ConfigMap> files(SiteId site, Cast cast) {
    Revision revision = cast.revision();
    List<ConfigMap> files = new ArrayList<>();
    for (int slot = 0; slot < revision.slots(); slot++) {
      ConfigMap content = library.content(site, revision, slot);
      keeper.due(Contents.slot(site, cast.track(), revision, slot, content)).ifPresent(files::add);
    }
    keeper.due(Contents.config(site, cast.track(), revision)).ifPresent(files::add);
    return files;
  }

  /** Slots of the track that its revision leaves empty. */
  private List<ConfigMap> surplus(SiteId site, Cast cast) {
    return IntStream.range(cast.revision().slots(), Sets.SLOTS)
        .mapToObj(slot -> Contents.slotName(site, cast.track(), slot))
        .flatMap(name -> caches.get(ConfigMap.class, site.namespace(), name).stream())
        .toList();
  }

  private static Deployment deployment(
      SiteId site, Cast cast, Optional<Deployment> seen, Instant now) {
    Deployment deployment = Deployments.track(site, cast.track(), cast.revision(), cast.replicas());
    Map<String, String> notes = new HashMap<>();
    notes.put(Tracks.CHANGED_AT, changedAt(cast, seen.orElse(null), now));
    if (cast.established()) {
      notes.put(Tracks.ESTABLISHED, "true");
    }
    if (cast.track() == TrackName.CANARY) {
      // One that an earlier operator made has no birth, and its pods stay.
      seen.map(there -> Tracks.note(there, BORN_AT))
          .orElse(Optional.of(now.toString()))
          .ifPresent(
              birth -> {
                notes.put(BORN_AT, birth);
                Deployments.tellApart(deployment, birth);
              });
    }
    deployment.getMetadata().setAnnotations(notes);
    return deployment;
  }

  /** Has the pods of a track take their set now, not when their kubelet next looks. */
  void hurry(TrackName track, Revision revision, List<Pod> pods, Instant changed) {
    for (Pod pod : pods) {
      var meta = pod.getMetadata();
      Map<String, String> notes = meta.getAnnotations() == null ? Map.of() : meta.getAnnotations();
      boolean ours = track.text().equals(meta.getLabels().get(Keys.TRACK));
      boolean older = Instant.parse(meta.getCreationTimestamp()).isBefore(changed);
      if (ours
          && older
          && meta.getDeletionTimestamp() == null
          && !revision.setHash().equals(notes.get(SET))) {
        writer.annotate(pod, Map.of(SET, revision.setHash()));
      }
    }
  }

  /** Takes the canary away, pods first and then what they mounted. */
  void removeCanary(SiteId site, Deployment seen) {
    writer.delete(seen);
    for (ConfigMap map : caches.of(ConfigMap.class, site)) {
      if (TrackName.CANARY.text().equals(map.getMetadata().getLabels().get(Keys.TRACK))) {
        writer.delete(map);
      }
    }
  }

  /** When the track's Deployment last changed, as it says of itself. */
  static Instant changed(@Nullable Deployment seen) {
    try {
      return Optional.ofNullable(seen)
          .flatMap(deployment -> Tracks.note(deployment, Tracks.CHANGED_AT))
          .map(Instant::parse)
          .orElse(Instant.EPOCH);
    } catch (DateTimeParseException _) {
      // Someone else wrote it.
      return Instant.EPOCH;
    }
  }

  private static String changedAt(Cast cast, @Nullable Deployment seen, Instant now) {
    boolean same =
        seen != null
            && cast.revision().name().equals(seen.getMetadata().getLabels().get(Keys.REVISION))
            && Integer.valueOf(cast.replicas()).equals(seen.getSpec().getReplicas())
            && !changed(seen).equals(Instant.EPOCH);
    return same ? changed(seen).toString() : now.toString();
  }
}
