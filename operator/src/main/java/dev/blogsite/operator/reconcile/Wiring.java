package dev.blogsite.operator.reconcile;

import dev.blogsite.operator.cluster.Events;
import dev.blogsite.operator.cluster.Writer;
import dev.blogsite.operator.metrics.OperatorMetrics;
import dev.blogsite.operator.metrics.SloSource;
import dev.blogsite.operator.traffic.Crawler;
import dev.blogsite.operator.traffic.Router;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.InstantSource;

/** Puts a reconciler together. */
public final class Wiring {

  private Wiring() {}

  /**
   * What a reconciler works with and is told.
   *
   * @param blogImage repository of the blog server, to which a site's version is the tag
   * @param routerImage image of the routers
   * @param lease how long routers follow a canary's weight without another push
   * @param identity the operator's pod, in whose name events are told
   */
  public record Parts(
      KubernetesClient client,
      Router router,
      SloSource source,
      Crawler crawler,
      OperatorMetrics metrics,
      InstantSource clock,
      String blogImage,
      String routerImage,
      Duration lease,
      String identity) {}

  /** A reconciler of these parts. */
  public static BlogSiteReconciler reconciler(Parts parts) {
    var client = parts.client();
    var caches = new Caches();
    var writer = new Writer(client);
    var events = new Events(writer, parts.clock(), parts.identity());
    var library = new Library(caches, client, writer);
    var posts = new Posts(caches, client, writer);
    var keeper = new Keeper(caches, writer, client, parts.routerImage());
    var stage = new Stage(caches, library, keeper, writer);
    var shifts = new Shifts(keeper, writer, parts.router(), parts.lease());
    var rollbook = new Rollbook(client, writer, events);
    var probes = new Probes(parts.crawler(), keeper);
    var acts = new Acts(stage, library, shifts, rollbook, probes, events);
    var room =
        new Turns.Room(
            new Aims(new Specs(parts.blogImage()), new Hosts(caches), posts),
            posts,
            library,
            keeper,
            new Observer(caches, client, library, parts.source(), parts.clock()),
            acts,
            rollbook,
            probes,
            new Journal(events),
            parts.clock());
    return new BlogSiteReconciler(caches, new Turns(room), parts.metrics());
  }
}
