package dev.blogsite.operator.reconcile;

import dev.blogsite.operator.cluster.Drift;
import dev.blogsite.operator.cluster.Writer;
import dev.blogsite.operator.manifest.Commons;
import dev.blogsite.operator.manifest.Deployments;
import dev.blogsite.operator.manifest.Networks;
import dev.blogsite.operator.manifest.SiteId;
import dev.blogsite.operator.manifest.TrackName;
import dev.blogsite.operator.traffic.SiteKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * Keeps the objects that a site has whatever it serves as they should be, and writes only what
 * differs. Thread-safe.
 */
final class Keeper {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Caches caches;
  private final Writer writer;
  private final KubernetesClient client;
  private final String routerImage;

  Keeper(Caches caches, Writer writer, KubernetesClient client, String routerImage) {
    this.caches = caches;
    this.writer = writer;
    this.client = client;
    this.routerImage = routerImage;
  }

  /** Everything that can stand before the first revision does. */
  void keepBase(SiteId site, Wanted wanted) {
    keep(Commons.account(site));
    keep(Networks.blogPolicy(site));
    keep(Networks.routerPolicy(site));
    keep(Networks.track(site, TrackName.STABLE));
    keep(Networks.track(site, TrackName.CANARY));
    keep(Networks.site(site));
    keep(Commons.budget(site, TrackName.STABLE));
    keep(Commons.budget(site, TrackName.CANARY));
    keep(Commons.routerBudget(site));
    keepIngress(site, wanted);
  }

  /** The router, which waits for a split to start with. */
  void keepRouter(SiteId site) {
    keep(Deployments.router(site, routerImage));
  }

  /** Applies an object unless it is there as it should be. */
  void keep(HasMetadata desired) {
    HasMetadata stamped = Drift.stamp(desired);
    Optional<? extends HasMetadata> seen =
        caches.get(
            desired.getClass(),
            desired.getMetadata().getNamespace(),
            desired.getMetadata().getName());
    if (seen.isEmpty() || Drift.differs(stamped, seen.get())) {
      writer.apply(stamped);
    }
  }

  /** The key that the site's routers know; made when there is none. */
  SiteKey key(SiteId site) {
    String name = site.object("router-key");
    Secret known =
        caches
            .get(Secret.class, site.namespace(), name)
            .or(
                () ->
                    Optional.ofNullable(
                        client.secrets().inNamespace(site.namespace()).withName(name).get()))
            .orElseGet(() -> made(site, name));
    return new SiteKey(Base64.getDecoder().decode(known.getData().get("key")));
  }

  private Secret made(SiteId site, String name) {
    byte[] key = new byte[SiteKey.BYTES];
    RANDOM.nextBytes(key);
    writer.createIfAbsent(Commons.routerKey(site, key));
    return client.secrets().inNamespace(site.namespace()).withName(name).require();
  }

  private void keepIngress(SiteId site, Wanted wanted) {
    if (wanted.ingressClass().isPresent() && !wanted.hosts().isEmpty()) {
      keep(Networks.ingress(site, wanted.ingressClass().get(), wanted.hosts()));
    } else {
      caches.get(Ingress.class, site.namespace(), site.name()).ifPresent(writer::delete);
    }
  }
}
