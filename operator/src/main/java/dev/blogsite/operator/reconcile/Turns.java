package dev.blogsite.operator.reconcile;

import dev.blogsite.api.v1alpha1.BlogRollout;
import dev.blogsite.api.v1alpha1.BlogSite;
import dev.blogsite.api.v1alpha1.BlogSiteStatus;
import dev.blogsite.api.v1alpha1.SitePhase;
import dev.blogsite.operator.manifest.Revision;
import dev.blogsite.operator.manifest.SiteId;
import dev.blogsite.operator.metrics.OperatorMetrics;
import dev.blogsite.operator.rollout.Decision;
import dev.blogsite.operator.rollout.Plan;
import dev.blogsite.operator.rollout.Rollout;
import dev.blogsite.operator.rollout.Rollouts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a site at a time: what it wants, what is there, what is done about it, and what is
 * said of it. Thread-safe.
 */
final class Turns {

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
    List<BlogRollout> records = room.observer().records(SiteId.of(site));
    return switch (room.aims().of(site)) {
      case Aim.Asked asked -> carryOut(site, asked, records);
      case Aim.Hindered hindered -> goOn(site, hindered, records);
      case Aim.Untold untold -> goOn(site, untold, records);
    };
  }

  private Turn carryOut(BlogSite site, Aim.Asked asked, List<BlogRollout> records) {
    SiteId id = SiteId.of(site);
    Wanted wanted = asked.wanted();
    String desired = asked.revision().name();
    boolean rolls = Records.running(records).isPresent();
    // What a running rollout needs is kept already: what fails here must not keep it from its
    // judge, or readers from their way back. A revision that was lost is kept again before it is
    // needed.
    Optional<RuntimeException> unprepared = attempt(rolls, () -> prepare(id, asked));
    Step step = step(site, judged(id, wanted.plan(), asked.revision().content()), desired, records);
    Optional<RuntimeException> failure =
        unprepared.or(() -> attempt(goesOn(rolls, step), () -> keepRouter(id, step.seen())));
    if (step.decision() instanceof Decision.Settled) {
      tidy(id, wanted, step.seen(), desired);
    }
    BlogSiteStatus status = report(site, step, Reports.url(id, wanted));
    room.journal().tell(site, status);
    return turn(
        id,
        step,
        failure.map(e -> troubled(site, status, e)).orElse(status),
        recheckAfter(step.decision()));
  }

  private BlogSiteStatus troubled(BlogSite site, BlogSiteStatus status, RuntimeException e) {
    BlogSiteStatus troubled = Reports.troubled(site, status, e, now());
    room.journal().trouble(site, troubled, e);
    return troubled;
  }

  /** Everything that is to stand before a revision can be rolled out. */
  private void prepare(SiteId id, Aim.Asked asked) {
    room.library().keep(id, asked.revision(), asked.content());
    room.keeper().keepBase(id, asked.wanted());
  }

  /** What was begun goes on, and what stands is kept, while the spec cannot be carried out. */
  private Turn goOn(BlogSite site, Aim.Hindered hindered, List<BlogRollout> records) {
    SiteId id = SiteId.of(site);
    Optional<String> desired = room.observer().stoodAt(site, records);
    if (desired.isEmpty()) {
      return new Turn(
          Reports.stopped(site, hindered, now()),
          hindered.recheckAfter(),
          metrics -> metrics.stands(id.namespace(), id.name(), SitePhase.Invalid.name(), "", 0));
    }
    boolean steps = hindered.planIsWhole() && Records.running(records).isPresent();
    int replicas =
        hindered.planIsWhole()
            ? hindered.plan().replicas()
            : room.observer().replicas(id).orElse(hindered.plan().replicas());
    Plan plan = steps ? hindered.plan() : Plans.standingStill(hindered.plan(), replicas);
    Step step = stepToKept(site, plan, desired.get(), records);
    BlogSiteStatus status = report(site, step, Reports.url(site));
    Duration recheck = recheckAfter(step.decision());
    return turn(
        id,
        step,
        Reports.hindered(site, status, hindered, now()),
        recheck.compareTo(hindered.recheckAfter()) < 0 ? recheck : hindered.recheckAfter());
  }

  /** A rollout goes on though nobody can tell whether it is still wanted. */
  private Turn goOn(BlogSite site, Aim.Untold untold, List<BlogRollout> records) {
    Rollout running = Records.running(records).orElseThrow(untold::failure);
    Step step = stepToKept(site, untold.plan(), running.to(), records);
    BlogSiteStatus status = report(site, step, Reports.url(site));
    return turn(
        SiteId.of(site),
        step,
        Reports.troubled(site, status, untold.failure(), now()),
        recheckAfter(step.decision()));
  }

  private Step stepToKept(BlogSite site, Plan plan, String desired, List<BlogRollout> records) {
    SiteId id = SiteId.of(site);
    Plan judged =
        room.library()
            .find(id, desired)
            .map(revision -> judged(id, plan, revision.content()))
            .orElse(plan);
    Step step = step(site, judged, desired, records);
    // Should it still fail once the spec can be carried out, it is told then.
    boolean rolls = Records.running(records).isPresent();
    var _ = attempt(goesOn(rolls, step), () -> keepRouter(id, step.seen()));
    return step;
  }

  /** Observes, decides and acts. */
  private Step step(BlogSite site, Plan plan, String desired, List<BlogRollout> records) {
    SiteId id = SiteId.of(site);
    Seen seen = room.observer().observe(site, plan, desired, records);
    Decision decision = Rollouts.decide(plan, seen.observed());
    room.journal().log(id, decision);
    room.acts().apply(site, plan, seen, decision);
    return new Step(plan, seen, decision);
  }

  /** What was seen and decided, and is done. */
  private record Step(Plan plan, Seen seen, Decision decision) {}

  private void keepRouter(SiteId id, Seen seen) {
    if (seen.splitMap().isPresent()) {
      room.keeper().keepRouter(id);
    }
  }

  private BlogSiteStatus report(BlogSite site, Step step, @Nullable String url) {
    String version =
        room.library()
            .find(SiteId.of(site), step.seen().observed().stable().revision())
            .map(Revision::version)
            .orElse(null);
    int steps = step.plan().stepsPpm().size();
    return Reports.of(site, step.seen(), step.decision(), new Reports.Known(steps, version, url));
  }

  private static Turn turn(SiteId id, Step step, BlogSiteStatus status, Duration recheck) {
    return new Turn(status, recheck, Gauging.of(id, step.plan(), step.seen(), status));
  }

  /** Whether something comes after it that must not be stopped: a rollout, or word of an answer. */
  private static boolean goesOn(boolean rolls, Step step) {
    return rolls || step.decision() instanceof Decision.Answer;
  }

  /** Does it; a failure, of whatever kind, is returned where it must not stop what comes after. */
  private static Optional<RuntimeException> attempt(boolean goesOn, Runnable work) {
    try {
      work.run();
      return Optional.empty();
    } catch (RuntimeException e) {
      if (!goesOn) {
        throw e;
      }
      return Optional.of(e);
    }
  }

  private Instant now() {
    return room.clock().instant();
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

  /** A change of the content is judged by addresses that went missing, too. */
  private Plan judged(SiteId id, Plan plan, String content) {
    boolean changes =
        room.observer()
            .stableRevision(id)
            .flatMap(before -> room.library().find(id, before))
            .map(before -> !before.content().equals(content))
            .orElse(false);
    return changes ? Plans.judgedOnContent(plan) : plan;
  }

  private void tidy(SiteId id, Wanted wanted, Seen seen, String desired) {
    room.rollbook().prune(seen, wanted.historyLimit());
    Set<String> revisions = new HashSet<>(List.of(desired, seen.observed().stable().revision()));
    seen.records().stream()
        .limit(wanted.historyLimit())
        .forEach(
            record -> revisions.addAll(List.of(record.getSpec().from(), record.getSpec().to())));
    room.library().prune(id, revisions);
    room.posts().tidy(id);
  }

  /** What a turn works with. */
  record Room(
      Aims aims,
      Posts posts,
      Library library,
      Keeper keeper,
      Observer observer,
      Acts acts,
      Rollbook rollbook,
      Probes probes,
      Journal journal,
      InstantSource clock) {}
}
