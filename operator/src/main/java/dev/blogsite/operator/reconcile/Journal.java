package dev.blogsite.operator.reconcile;

import dev.blogsite.api.v1alpha1.BlogSite;
import dev.blogsite.api.v1alpha1.BlogSiteStatus;
import dev.blogsite.api.v1alpha1.Condition;
import dev.blogsite.api.v1alpha1.Reasons;
import dev.blogsite.operator.cluster.Events;
import dev.blogsite.operator.manifest.SiteId;
import dev.blogsite.operator.rollout.Decision;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what turns bring: decisions in the log, broken posts as events. Thread-safe. */
final class Journal {

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  private final Events events;

  Journal(Events events) {
    this.events = events;
  }

  /** Logs a decision that changes something. */
  void log(SiteId id, Decision decision) {
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

  /** Tells of posts that are left out, unless the site says so already. */
  void tell(BlogSite site, BlogSiteStatus status) {
    Optional<String> refused = postsRefused(status);
    boolean known = site.getStatus() != null && refused.equals(postsRefused(site.getStatus()));
    if (refused.isPresent() && !known) {
      String once = status.stableRevision() + " " + status.canaryRevision() + refused.get();
      events.tell(site, Events.Type.Warning, Reasons.POSTS_REFUSED, refused.get(), once);
    }
  }

  /** Logs what fails around a site that goes on, unless the site says so already. */
  void trouble(BlogSite site, BlogSiteStatus status, RuntimeException e) {
    boolean known = site.getStatus() != null && degraded(status).equals(degraded(site.getStatus()));
    if (!known) {
      LOG.atWarn()
          .addKeyValue("site", SiteId.of(site).path())
          .setCause(e)
          .log("goes on though something around it fails");
    }
  }

  private static Optional<String> degraded(BlogSiteStatus status) {
    return Optional.ofNullable(status.conditions()).stream()
        .flatMap(List::stream)
        .filter(c -> c.type().equals(Condition.DEGRADED))
        .map(Condition::message)
        .findFirst();
  }

  private static Optional<String> postsRefused(BlogSiteStatus status) {
    return status.conditions() == null
        ? Optional.empty()
        : status.conditions().stream()
            .filter(c -> c.type().equals(Condition.DEGRADED))
            .filter(c -> c.reason().equals(Reasons.POSTS_REFUSED))
            .map(Condition::message)
            .findFirst();
  }

  private static String name(Decision decision) {
    return decision instanceof Decision.Store(var _, var change, var _)
        ? change.word()
        : decision.getClass().getSimpleName();
  }
}
