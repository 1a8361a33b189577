package dev.blogsite.operator.reconcile;

import dev.blogsite.operator.manifest.SiteId;
import dev.blogsite.operator.rollout.Decision;

/** Sends probes to a quiet site, in the background. */
interface Probes {

  /** Sees to it that the probes that were asked for are sent, or are under way. Returns at once. */
  void send(SiteId site, Decision.SendProbes ask, Seen seen);
}
