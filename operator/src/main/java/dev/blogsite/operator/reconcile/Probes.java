package dev.blogsite.operator.reconcile;

import dev.blogsite.operator.cluster.PodRef;
import dev.blogsite.operator.manifest.SiteId;
import dev.blogsite.operator.rollout.Decision;
import dev.blogsite.operator.slo.Source;
import dev.blogsite.operator.traffic.Crawler;
import java.util.List;

/** Has quiet sites crawled. Thread-safe. */
final class Probes {

  private final Crawler crawler;
  private final Keeper keeper;

  Probes(Crawler crawler, Keeper keeper) {
    this.crawler = crawler;
    this.keeper = keeper;
  }

  /** Sees to it that the probes that were asked for are sent, or are under way. Returns at once. */
  void send(SiteId site, Decision.SendProbes ask, Seen seen) {
    List<PodRef> routers =
        Observer.refs(Observer.routers(seen.pods()).stream().filter(Tracks::ready).toList());
    String step = ask.rollout() + " " + ask.step();
    crawler.start(
        new Crawler.Crawl(
            site.path(), step, ask.perTrack(), counted(seen), routers, keeper.key(site)));
  }

  /** Probes of this step that the judge knows of already, as after a restart of the operator. */
  private static int counted(Seen seen) {
    return (int)
        seen.observed().rollout().stream()
            .flatMap(rollout -> rollout.ledger().evidence().stream())
            .filter(evidence -> evidence.source() == Source.PROBES)
            .mapToLong(evidence -> evidence.stepCanary().requests())
            .max()
            .orElse(0);
  }

  /** Ends what is under way for a site. */
  void forget(SiteId site) {
    crawler.forget(site.path());
  }
}
