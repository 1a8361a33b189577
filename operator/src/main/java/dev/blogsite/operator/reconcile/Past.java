package dev.blogsite.operator.reconcile;

import dev.blogsite.api.v1alpha1.BlogRollout;
import dev.blogsite.api.v1alpha1.BlogSite;
import dev.blogsite.api.v1alpha1.SitePhase;
import java.util.List;
import java.util.Set;

/** Tells what a site has been, when its stable Deployment, which also says so, is gone. Pure. */
final class Past {
  /** Phases that only a site has that was ready before. */
  private static final Set<SitePhase> AFTER_READY =
      Set.of(SitePhase.Ready, SitePhase.RollingOut, SitePhase.Paused, SitePhase.Aborted);

  private Past() {}

  /**
   * Whether the site was ever ready: its status says so, or it has rolled something out, which
   * nothing does before that.
   */
  static boolean wasReady(BlogSite site, List<BlogRollout> records) {
    var status = site.getStatus();
    boolean said = status != null && status.phase() != null && AFTER_READY.contains(status.phase());
    // Those of an earlier site of this name may still be there.
    String uid = site.getMetadata().getUid();
    return said
        || records.stream()
            .flatMap(record -> record.getMetadata().getOwnerReferences().stream())
            .anyMatch(owner -> owner.getUid().equals(uid));
  }
}
