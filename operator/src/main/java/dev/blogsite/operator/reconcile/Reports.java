package dev.blogsite.operator.reconcile;

import dev.blogsite.api.v1alpha1.BlogSite;
import dev.blogsite.api.v1alpha1.BlogSiteStatus;
import dev.blogsite.api.v1alpha1.Condition;
import dev.blogsite.api.v1alpha1.Formats;
import dev.blogsite.api.v1alpha1.Reasons;
import dev.blogsite.api.v1alpha1.SitePhase;
import dev.blogsite.operator.manifest.SiteId;
import dev.blogsite.operator.rollout.Decision;
import dev.blogsite.operator.rollout.Phase;
import dev.blogsite.operator.rollout.Reason;
import dev.blogsite.operator.rollout.Rollout;
import dev.blogsite.operator.rollout.Track;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says where a site stands: what was observed, and what was decided on it. Pure. */
final class Reports {

  private static final String UNTIL_MENDED = "nothing new is rolled out until this is mended";
  private static final BlogSiteStatus NOTHING =
      new BlogSiteStatus(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

  private Reports() {}

  /**
   * What is known of a site beside what was observed.
   *
   * @param steps how many steps a rollout has
   * @param version what people call what stable serves
   * @param url where readers find it
   */
  record Known(int steps, @Nullable String version, @Nullable String url) {}

  /** The status of a site whose spec cannot be carried out, and that has nothing yet. */
  static BlogSiteStatus stopped(BlogSite site, Aim.Hindered hindered, Instant now) {
    BlogSiteStatus was = was(site);
    return as(
        was,
        site.getMetadata().getGeneration(),
        SitePhase.Invalid,
        hindered(site, was, hindered, false, now));
  }

  /** The status of a site whose spec cannot be carried out, while what was begun goes on. */
  static BlogSiteStatus hindered(
      BlogSite site, BlogSiteStatus status, Aim.Hindered hindered, Instant now) {
    // Only a running rollout has a weight.
    boolean rolls = status.weight() != null;
    return as(
        status,
        status.observedGeneration(),
        SitePhase.Invalid,
        hindered(site, status, hindered, rolls, now));
  }

  private static Conditions hindered(
      BlogSite site, BlogSiteStatus status, Aim.Hindered hindered, boolean rolls, Instant now) {
    String message = String.join("; ", hindered.errors());
    var conditions =
        new Conditions(site, now).set(Condition.READY, false, hindered.reason(), message);
    if (rolls) {
      conditions.from(status, Condition.PROGRESSING);
    } else {
      conditions.set(Condition.PROGRESSING, false, hindered.reason(), UNTIL_MENDED);
    }
    return conditions.set(Condition.DEGRADED, true, hindered.reason(), message);
  }

  /** The status of a site that the operator cannot look after, since something fails each time. */
  static BlogSiteStatus failing(BlogSite site, Exception e, Instant now) {
    BlogSiteStatus was = was(site);
    var conditions = new Conditions(site, now);
    if (e instanceof NameTaken || e instanceof RevisionLost) {
      conditions
          .set(Condition.READY, false, Failures.reason(e), Failures.words(e))
          .set(Condition.PROGRESSING, false, Failures.reason(e), UNTIL_MENDED);
    } else {
      conditions.keep(Condition.READY).keep(Condition.PROGRESSING);
    }
    conditions.set(Condition.DEGRADED, true, Failures.reason(e), Failures.words(e));
    SitePhase phase = was.phase() == null ? SitePhase.Deploying : was.phase();
    // What was not carried out was not seen either: whoever waits for this spec goes on waiting.
    return as(was, was.observedGeneration(), phase, conditions);
  }

  /** The status of a site that goes on though something around it fails. */
  static BlogSiteStatus troubled(BlogSite site, BlogSiteStatus status, Exception e, Instant now) {
    var conditions =
        new Conditions(site, now)
            .from(status, Condition.READY)
            .from(status, Condition.PROGRESSING)
            .set(Condition.DEGRADED, true, Failures.reason(e), Failures.words(e));
    return as(status, status.observedGeneration(), status.phase(), conditions);
  }

  private static BlogSiteStatus was(BlogSite site) {
    return Optional.ofNullable(site.getStatus()).orElse(NOTHING);
  }

  /** A status in another phase and under other conditions. */
  private static BlogSiteStatus as(
      BlogSiteStatus was,
      @Nullable Long generation,
      @Nullable SitePhase phase,
      Conditions conditions) {
    return new BlogSiteStatus(
        generation,
        phase,
        was.stableRevision(),
        was.version(),
        was.canaryRevision(),
        was.rollout(),
        was.step(),
        was.weight(),
        was.verdict(),
        was.refused(),
        was.url(),
        was.replicas(),
        was.readyReplicas(),
        conditions.list(),
        was.answered());
  }

  /** The status of a site. */
  static BlogSiteStatus of(BlogSite site, Seen seen, Decision decision, Known known) {
    var observed = seen.observed();
    Optional<Rollout> newest = newest(seen, decision);
    Optional<Rollout> running = newest.filter(rollout -> !rollout.phase().over());
    Track stable = observed.stable();
    Track canary = observed.canary();
    SitePhase phase = phase(seen, decision, running);
    return new BlogSiteStatus(
        site.getMetadata().getGeneration(),
        phase,
        stable.exists() ? stable.revision() : null,
        known.version(),
        canary.exists() ? canary.revision() : null,
        newest.map(Rollout::name).orElse(null),
        running.map(r -> Records.progress(r.step(), known.steps())).orElse(null),
        running.map(r -> Formats.percent(r.weightPpm())).orElse(null),
        running.map(r -> Records.verdict(r.verdict())).orElse(null),
        refused(site, seen, newest),
        known.url(),
        stable.replicas() + canary.replicas(),
        (int) seen.pods().stream().filter(Reports::isBlog).filter(Tracks::ready).count(),
        conditions(site, seen, decision, phase, running),
        decision instanceof Decision.Answer(var wish, var _, var _)
            ? Wishes.with(seen.answered(), wish)
            : seen.answered().equals(Wishes.NOTHING) ? null : seen.answered());
  }

  /** The rollout as it is once the decision is carried out. */
  private static Optional<Rollout> newest(Seen seen, Decision decision) {
    return decision instanceof Decision.Store(var rollout, var _, var _)
        ? Optional.of(rollout)
        : seen.observed().rollout();
  }

  private static SitePhase phase(Seen seen, Decision decision, Optional<Rollout> running) {
    if (decision instanceof Decision.Hold(var _, var reason, var _) && reason == Reason.PAUSED) {
      return SitePhase.Paused;
    }
    if (running.isPresent()) {
      return SitePhase.RollingOut;
    }
    if (decision instanceof Decision.Failed) {
      return seen.observed().established() ? SitePhase.Aborted : SitePhase.Failed;
    }
    if (!seen.observed().established()) {
      return SitePhase.Deploying;
    }
    if (Observer.routers(seen.pods()).stream().noneMatch(Tracks::ready)) {
      return SitePhase.Deploying;
    }
    if (Health.unserved(seen).isPresent()) {
      return SitePhase.Failed;
    }
    boolean asDesired = seen.observed().desired().equals(seen.observed().stable().revision());
    return asDesired ? SitePhase.Ready : SitePhase.Aborted;
  }

  private static List<Condition> conditions(
      BlogSite site, Seen seen, Decision decision, SitePhase phase, Optional<Rollout> running) {
    var conditions = new Conditions(site, seen.observed().now());
    ready(conditions, seen, decision, phase);
    if (running.isPresent()) {
      Rollout rollout = running.get();
      conditions.set(
          Condition.PROGRESSING,
          true,
          decision.waitsFor().map(Reason::word).orElse(rollout.reason()),
          "%s: %s".formatted(rollout.phase().word(), message(rollout, decision)));
    } else {
      boolean deploying = phase == SitePhase.Deploying;
      conditions.set(
          Condition.PROGRESSING,
          deploying,
          deploying ? Reasons.DEPLOYING : Reasons.IDLE,
          deploying ? deploying(seen, decision) : "nothing rolls out");
    }
    Health.degraded(conditions, seen, phase);
    return conditions.list();
  }

  private static void ready(Conditions conditions, Seen seen, Decision decision, SitePhase phase) {
    Optional<String> unserved =
        seen.observed().established() ? Health.unserved(seen) : Optional.empty();
    switch (phase) {
      case Ready ->
          conditions.set(
              Condition.READY, true, Reasons.SERVING, "stable serves what the spec asks for");
      case RollingOut, Paused ->
          conditions.set(
              Condition.READY,
              unserved.isEmpty(),
              unserved.isEmpty() ? Reasons.SERVING : Reasons.PODS_NOT_READY,
              unserved.orElse("readers are served while a canary is tried"));
      case Deploying ->
          conditions.set(Condition.READY, false, Reasons.DEPLOYING, deploying(seen, decision));
      case Failed ->
          conditions.set(
              Condition.READY,
              false,
              unserved.isEmpty() ? reason(decision) : Reasons.PODS_NOT_READY,
              unserved.orElse(decision.because()));
      case Aborted, Invalid, Deleting ->
          conditions.set(Condition.READY, false, reason(decision), decision.because());
    }
  }

  private static String deploying(Seen seen, Decision decision) {
    return seen.observed().established() ? "no router is ready for readers" : decision.because();
  }

  private static String message(Rollout rollout, Decision decision) {
    return rollout.phase() == Phase.ABORTING || decision.waitsFor().isEmpty()
        ? rollout.because()
        : decision.because();
  }

  private static String reason(Decision decision) {
    return switch (decision) {
      case Decision.Hold(var _, var reason, var _) -> reason.word();
      case Decision.Failed(var _, var reason, var _) -> reason.word();
      case Decision.Store store -> store.change().word();
      case Decision.Settled _,
          Decision.ApplyStable _,
          Decision.ApplyCanary _,
          Decision.RemoveCanary _,
          Decision.MarkEstablished _,
          Decision.ShiftTo _,
          Decision.SendProbes _,
          Decision.Answer _ ->
          Reasons.DEPLOYING;
    };
  }

  private static BlogSiteStatus.@Nullable Refused refused(
      BlogSite site, Seen seen, Optional<Rollout> newest) {
    String desired = seen.observed().desired();
    if (newest.isPresent() && newest.get().to().equals(desired)) {
      Rollout rollout = newest.get();
      return rollout.refuses()
          ? new BlogSiteStatus.Refused(
              desired, rollout.reason(), Records.clip(rollout.because(), Records.MAX_TEXT))
          : null;
    }
    return Optional.ofNullable(site.getStatus())
        .flatMap(status -> Optional.ofNullable(status.refused()))
        .filter(refused -> refused.revision().equals(desired))
        .orElse(null);
  }

  /** Where readers find the blog, as was said before. */
  static @Nullable String url(BlogSite site) {
    return was(site).url();
  }

  /** Where readers find the blog. */
  static String url(SiteId site, Wanted wanted) {
    return wanted.hosts().isEmpty()
        ? "http://%s.%s.svc/".formatted(site.name(), site.namespace())
        : "https://" + wanted.hosts().getFirst() + "/";
  }

  private static boolean isBlog(Pod pod) {
    return "blog".equals(pod.getMetadata().getLabels().get("app.kubernetes.io/component"));
  }
}
