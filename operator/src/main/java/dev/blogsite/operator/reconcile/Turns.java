package dev.blogsite.operator.reconcile;

import dev.blogsite.api.v1alpha1.BlogSite;
import dev.blogsite.api.v1alpha1.BlogSiteStatus;
import dev.blogsite.api.v1alpha1.Reasons;
import dev.blogsite.api.v1alpha1.SitePhase;
import dev.blogsite.operator.manifest.ConfigYaml;
import dev.blogsite.operator.manifest.Packing;
import dev.blogsite.operator.manifest.Revision;
import dev.blogsite.operator.manifest.SiteId;
import dev.blogsite.operator.metrics.OperatorMetrics;
import dev.blogsite.operator.rollout.Decision;
import dev.blogsite.operator.rollout.Rollouts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One turn of a site at a time: what it wants, what is there, what is done about it, and what is
 * said of it. Thread-safe.
 */
final class Turns {

  private static final Logger LOG = LoggerFactory.getLogger(Turns.class);
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration LEAVE_WITHIN = Duration.ofMinutes(1);
  private static final Duration NEVER_MIND = Duration.ofMinutes(10);

  private final Room room;

  Turns(Room room) {
    this.room = room;
  }

  /**
   * What came of a turn.
   *
   * @param measure notes it in the metrics
   */
  record Turn(BlogSiteStatus status, Duration recheckAfter, Consumer<OperatorMetrics> measure) {}

  /** Takes one turn: at most one decision is carried out. */
  Turn take(BlogSite site) {
    return switch (room.specs().parse(site)) {
      // Only another spec cures an invalid one; the recheck is for a status that someone erases.
      case Parsed.Invalid(var errors) ->
          stopped(site, SitePhase.Invalid, Reasons.INVALID_SPEC, errors, NEVER_MIND);
      case Parsed.Valid(var wanted) -> take(site, wanted);
    };
  }

  private Turn take(BlogSite site, Wanted wanted) {
    SiteId id = SiteId.of(site);
    List<String> conflicts = room.hosts().conflicts(site, wanted.hosts());
    if (!conflicts.isEmpty()) {
      return stopped(site, SitePhase.Invalid, Reasons.HOST_CONFLICT, conflicts, SOON);
    }
    return switch (room.posts().pack(id, wanted.configMaps())) {
      case Packing.Refused(var errors) ->
          stopped(site, SitePhase.Invalid, Reasons.CONTENT_UNUSABLE, errors, SOON);
      case Packing.Packed packed -> roll(site, wanted, packed);
    };
  }

  private Turn roll(BlogSite site, Wanted wanted, Packing.Packed packed) {
    SiteId id = SiteId.of(site);
    Revision desired = revision(wanted, packed);
    room.library().keep(id, desired, packed);
    room.keeper().keepBase(id, wanted);
    Wanted judged = judgedOnContent(id, wanted, desired);
    Seen seen = room.observer().observe(site, judged.plan(), desired.name());
    Decision decision = Rollouts.decide(judged.plan(), seen.observed());
    log(id, decision);
    room.acts().apply(site, judged, seen, decision);
    if (seen.splitMap().isPresent()) {
      room.keeper().key(id);
      room.keeper().keepRouter(id);
    }
    if (decision instanceof Decision.Settled) {
      tidy(id, wanted, seen, desired.name());
    }
    String version =
        room.library()
            .find(id, seen.observed().stable().revision())
            .map(Revision::version)
            .orElse(null);
    BlogSiteStatus status = Reports.of(site, wanted, seen, decision, version);
    return new Turn(status, recheckAfter(decision), Gauging.of(id, judged.plan(), seen, status));
  }

  /** A settled site is left alone until something changes: informers tell. */
  private static Duration recheckAfter(Decision decision) {
    return switch (decision) {
      case Decision.Settled _ -> NEVER_MIND;
      case Decision.Failed failed ->
          failed.recheckAfter().compareTo(SOON) < 0 ? SOON : failed.recheckAfter();
      case Decision.Hold _,
          Decision.ApplyStable _,
          Decision.ApplyCanary _,
          Decision.RemoveCanary _,
          Decision.MarkEstablished _,
          Decision.ShiftTo _,
          Decision.Store _,
          Decision.SendProbes _,
          Decision.Answer _ ->
          decision.recheckAfter();
    };
  }

  /** Lets go of what would outlive the site. */
  void leave(BlogSite site) {
    room.probes().forget(SiteId.of(site));
    var spec = site.getSpec();
    if (spec != null && spec.content() != null && spec.content().configMapRefs() != null) {
      room.posts()
          .release(
              SiteId.of(site),
              spec.content().configMapRefs().stream().map(ref -> ref.name()).toList());
    }
  }

  /** Whether a site has been waiting for its end for so long that it is not to wait any more. */
  boolean isOverdue(BlogSite site) {
    Instant asked = Instant.parse(site.getMetadata().getDeletionTimestamp());
    return asked.plus(LEAVE_WITHIN).isBefore(room.clock().instant());
  }

  /** The status of a site whose turn fails again and again. */
  BlogSiteStatus failing(BlogSite site, Exception e) {
    return Reports.failing(site, e, room.clock().instant());
  }

  private Turn stopped(
      BlogSite site, SitePhase phase, String reason, List<String> errors, Duration recheck) {
    SiteId id = SiteId.of(site);
    return new Turn(
        Reports.stopped(site, phase, reason, errors, room.clock().instant()),
        recheck,
        metrics -> metrics.stands(id.namespace(), id.name(), phase.name(), "", 0));
  }

  private static Revision revision(Wanted wanted, Packing.Packed packed) {
    var config = wanted.config();
    return Revision.of(
        wanted.image(),
        wanted.version(),
        wanted.resources(),
        ConfigYaml.of(
            config.title(),
            config.description(),
            config.language(),
            config.logLevel().name().toLowerCase(Locale.ROOT),
            wanted.hosts().stream().findFirst()),
        packed);
  }

  /** A change of the content is judged by addresses that went missing, too. */
  private Wanted judgedOnContent(SiteId id, Wanted wanted, Revision desired) {
    boolean changes =
        room.observer()
            .stableRevision(id)
            .flatMap(before -> room.library().find(id, before))
            .map(before -> !before.content().equals(desired.content()))
            .orElse(false);
    return changes ? wanted.judgedOnContent() : wanted;
  }

  private void tidy(SiteId id, Wanted wanted, Seen seen, String desired) {
    room.rollbook().prune(seen, wanted.historyLimit());
    Set<String> revisions = new HashSet<>(List.of(desired, seen.observed().stable().revision()));
    seen.records().stream()
        .limit(wanted.historyLimit())
        .forEach(
            record -> revisions.addAll(List.of(record.getSpec().from(), record.getSpec().to())));
    room.library().prune(id, revisions);
  }

  private static void log(SiteId id, Decision decision) {
    boolean quiet =
        decision instanceof Decision.Hold
            || decision instanceof Decision.Settled
            || decision instanceof Decision.Failed
            || (decision instanceof Decision.Store(var _, var change, var _)
                && change == Decision.Change.LOOKED);
    if (!quiet) {
      LOG.atInfo()
          .addKeyValue("site", id.path())
          .addKeyValue("decision", name(decision))
          .log("{}: {}", name(decision), decision.because());
    }
  }

  private static String name(Decision decision) {
    return decision instanceof Decision.Store(var _, var change, var _)
        ? change.word()
        : decision.getClass().getSimpleName();
  }

  /** What a turn works with. */
  record Room(
      Specs specs,
      Hosts hosts,
      Posts posts,
      Library library,
      Keeper keeper,
      Observer observer,
      Acts acts,
      Rollbook rollbook,
      Probes probes,
      InstantSource clock) {}
}
