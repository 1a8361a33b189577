package dev.blogsite.operator.reconcile;

import dev.blogsite.operator.manifest.Revisions;
import dev.blogsite.operator.manifest.SiteId;

/** A revision is needed that nothing keeps any more: somebody deleted its ControllerRevision. */
final class RevisionLost extends IllegalStateException {
  private static final long serialVersionUID = 1;

  RevisionLost(SiteId site, String revision) {
    super(
        "revision %s is needed, but its ControllerRevision %s is gone, and with it what it was; set the spec to that, and it is kept again"
            .formatted(revision, Revisions.objectName(site, revision)));
  }
}
