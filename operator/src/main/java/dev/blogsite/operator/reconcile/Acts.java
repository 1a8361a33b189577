package dev.blogsite.operator.reconcile;

import dev.blogsite.api.v1alpha1.BlogSite;
import dev.blogsite.api.v1alpha1.Keys;
import dev.blogsite.api.v1alpha1.Reasons;
import dev.blogsite.operator.cluster.Events;
import dev.blogsite.operator.manifest.Revision;
import dev.blogsite.operator.manifest.SiteId;
import dev.blogsite.operator.manifest.TrackName;
import dev.blogsite.operator.rollout.Decision;
import dev.blogsite.operator.rollout.Plan;
import dev.blogsite.operator.rollout.Request;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Instant;
import java.util.Optional;

/**
 * Applies decisions. Each can be applied again: the second time it changes nothing. Thread-safe.
 */
final class Acts {

  private final Stage stage;
  private final Library library;
  private final Shifts shifts;
  private final Rollbook rollbook;
  private final Probes probes;
  private final Events events;

  Acts(
      Stage stage,
      Library library,
      Shifts shifts,
      Rollbook rollbook,
      Probes probes,
      Events events) {
    this.stage = stage;
    this.library = library;
    this.shifts = shifts;
    this.rollbook = rollbook;
    this.probes = probes;
    this.events = events;
  }

  /** Carries a decision out, and repairs what others did to the tracks that it leaves alone. */
  void apply(BlogSite site, Plan plan, Seen seen, Decision decision) {
    SiteId id = SiteId.of(site);
    probes.tend(id, decision, seen);
    switch (decision) {
      case Decision.ApplyStable(var revision, var replicas, var _) -> {
        repair(id, TrackName.CANARY, seen.canary(), seen);
        bring(id, TrackName.STABLE, revision, replicas, seen.stable(), seen, isEstablished(seen));
      }
      case Decision.ApplyCanary(var revision, var replicas, var _) -> {
        repair(id, TrackName.STABLE, seen.stable(), seen);
        bring(id, TrackName.CANARY, revision, replicas, seen.canary(), seen, false);
      }
      case Decision.RemoveCanary _ -> {
        repair(id, TrackName.STABLE, seen.stable(), seen);
        seen.canary().ifPresent(canary -> stage.removeCanary(id, canary));
      }
      case Decision.MarkEstablished _ -> {
        var track = seen.observed().stable();
        bring(id, TrackName.STABLE, track.revision(), track.replicas(), seen.stable(), seen, true);
        String note = "revision %s serves readers, the site's first".formatted(track.revision());
        events.tell(site, Events.Type.Normal, Reasons.DEPLOYED, note, track.revision());
      }
      case Decision.ShiftTo(var split, var _, var _) -> shifts.shift(id, plan, split, seen);
      case Decision.Store store -> rollbook.store(site, plan, seen, store);
      case Decision.SendProbes ask -> {
        probes.send(id, ask, plan, seen);
        keep(id, plan, seen);
      }
      case Decision.Answer(var request, var accepted, var because) ->
          answer(site, seen, request, accepted, because);
      case Decision.Settled _, Decision.Hold _, Decision.Failed _ -> keep(id, plan, seen);
    }
  }

  /** Repairs both tracks, and renews the leases of the routers. */
  private void keep(SiteId id, Plan plan, Seen seen) {
    repair(id, TrackName.STABLE, seen.stable(), seen);
    repair(id, TrackName.CANARY, seen.canary(), seen);
    shifts.renew(id, plan, seen);
  }

  private static boolean isEstablished(Seen seen) {
    return seen.observed().established();
  }

  private void repair(SiteId id, TrackName track, Optional<Deployment> there, Seen seen) {
    if (there.isEmpty()) {
      return;
    }
    var view = track == TrackName.STABLE ? seen.observed().stable() : seen.observed().canary();
    boolean established = track == TrackName.STABLE && isEstablished(seen);
    // A revision that nobody kept cannot be repaired; its pods go on as they are.
    library
        .find(id, view.revision())
        .ifPresent(
            revision -> {
              var cast = new Stage.Cast(track, revision, view.replicas(), established);
              stage.bring(id, cast, there, seen.observed().now());
              Instant changed = Stage.changed(there.get());
              stage.hurry(track, revision, seen.pods(), changed);
            });
  }

  private void bring(
      SiteId id,
      TrackName track,
      String name,
      int replicas,
      Optional<Deployment> there,
      Seen seen,
      boolean established) {
    Revision revision = library.find(id, name).orElseThrow(() -> new RevisionLost(id, name));
    Instant now = seen.observed().now();
    stage.bring(id, new Stage.Cast(track, revision, replicas, established), there, now);
    boolean changed =
        there.map(d -> !name.equals(d.getMetadata().getLabels().get(Keys.REVISION))).orElse(false);
    if (changed) {
      stage.hurry(track, revision, seen.pods(), now);
    }
  }

  private void answer(BlogSite site, Seen seen, Request request, boolean accepted, String because) {
    String key =
        switch (request.kind()) {
          case PROMOTE -> Keys.PROMOTE;
          case ABORT -> Keys.ABORT;
          case RETRY -> Keys.RETRY;
        };
    String rollout =
        seen.records().stream().findFirst().map(r -> r.getMetadata().getName()).orElse("");
    events.tell(
        site,
        accepted ? Events.Type.Normal : Events.Type.Warning,
        accepted ? "RequestAccepted" : "RequestRefused",
        key + ": " + because,
        // The same wish at another rollout is another story.
        key + request.value() + rollout);
  }
}
