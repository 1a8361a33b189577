package dev.blogsite.operator.reconcile;

import dev.blogsite.operator.cluster.PodRef;
import dev.blogsite.operator.manifest.SiteId;
import dev.blogsite.operator.rollout.Decision;
import dev.blogsite.operator.rollout.Plan;
import dev.blogsite.operator.rollout.Rollout;
import dev.blogsite.operator.slo.Ledger;
import dev.blogsite.operator.slo.Objective;
import dev.blogsite.operator.slo.Source;
import dev.blogsite.operator.traffic.Crawler;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Has quiet sites crawled. Thread-safe. */
final class Probes {

  private final Crawler crawler;
  private final Keeper keeper;

  Probes(Crawler crawler, Keeper keeper) {
    this.crawler = crawler;
    this.keeper = keeper;
  }

  /** Sees to it that the probes that were asked for are sent, or are under way. Returns at once. */
  void send(SiteId site, Decision.SendProbes ask, Plan plan, Seen seen) {
    List<PodRef> routers =
        Observer.refs(Observer.routers(seen.pods()).stream().filter(Tracks::ready).toList());
    String step = ask.rollout() + " " + ask.step();
    Ledger ledger = seen.observed().rollout().map(Rollout::ledger).orElse(Ledger.EMPTY);
    crawler.start(
        new Crawler.Crawl(
            site.path(),
            step,
            ask.perTrack(),
            counted(plan, ledger),
            Instant.ofEpochMilli(ledger.lastLook()),
            routers,
            keeper.key(site)));
  }

  /** Probes of this step that the judge knows of, for the objective and track that have fewest. */
  private static int counted(Plan plan, Ledger ledger) {
    return (int)
        plan.rules().objectives().stream()
            .filter(objective -> objective.kind() != Objective.Kind.SATURATION)
            .mapToLong(objective -> counted(objective, ledger))
            .min()
            .orElse(0);
  }

  private static long counted(Objective objective, Ledger ledger) {
    return ledger.evidence().stream()
        .filter(e -> e.source() == Source.PROBES && e.objective().equals(objective.name()))
        .mapToLong(e -> Math.min(e.stepCanary().requests(), e.stepStable().requests()))
        .min()
        .orElse(0);
  }

  /** Ends what is under way for a step that is not judged by probes any more. */
  void tend(SiteId site, Decision decision, Seen seen) {
    Optional<Rollout> now =
        decision instanceof Decision.Store(var rollout, var _, var _)
            ? Optional.of(rollout)
            : seen.observed().rollout();
    if (now.filter(rollout -> rollout.probing() && rollout.phase().judged()).isEmpty()) {
      forget(site);
    }
  }

  /** Ends what is under way for a site. */
  void forget(SiteId site) {
    crawler.forget(site.path());
  }
}
