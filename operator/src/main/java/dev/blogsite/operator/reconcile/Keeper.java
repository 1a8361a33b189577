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
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the objects that a site has whatever it serves as they should be, and writes only what
 * differs. Thread-safe.
 */
final class Keeper {

  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

  private final Caches caches;
  private final Writer writer;
  private final KubernetesClient client;
  private final KeyRing keys;
  private final String routerImage;

  Keeper(Caches caches, Writer writer, KubernetesClient client, String routerImage) {
    this.caches = caches;
    this.writer = writer;
    this.client = client;
    this.keys = new KeyRing(writer, client);
    this.routerImage = routerImage;
  }

  /** Everything that can stand before the first revision does. */
  void keepBase(SiteId site, Wanted wanted) {
    Optional<Ingress> ingress = ingress(site, wanted);
    List<HasMetadata> base = new ArrayList<>();
    base.add(Commons.account(site));
    base.add(Networks.blogPolicy(site));
    base.add(Networks.routerPolicy(site));
    base.add(Networks.site(site));
    base.add(Commons.routerBudget(site));
    for (TrackName track : TrackName.values()) {
      base.add(Networks.track(site, track));
      base.add(Commons.budget(site, track));
    }
    ingress.ifPresent(base::add);
    List<String> refusals = new ArrayList<>();
    for (HasMetadata desired : base) {
      try {
        keep(desired);
      } catch (NameTaken e) {
        refusals.add(e.getMessage());
      }
    }
    if (!refusals.isEmpty()) {
      throw new NameTaken(refusals);
    }
    if (ingress.isEmpty()) {
      caches
          .get(Ingress.class, site.namespace(), site.name())
          .filter(there -> isOf(site, there))
          .ifPresent(writer::delete);
    }
  }

  /** The router, which waits for a split to start with, and its key. */
  void keepRouter(SiteId site) {
    keep(Deployments.router(site, routerImage, keys.of(site).secret()));
  }

  /** Applies an object unless it is there as it should be. */
  void keep(HasMetadata desired) {
    due(desired).ifPresent(this::write);
  }

  /** The object, stamped, when it is not known to be there as it should be. */
  <T extends HasMetadata> Optional<T> due(T desired) {
    T stamped = Drift.stamp(desired);
    return cached(desired).filter(seen -> !Drift.differs(stamped, seen)).isPresent()
        ? Optional.empty()
        : Optional.of(stamped);
  }

  /** Applies a stamped object, unless what has its name is someone else's. */
  void write(HasMetadata stamped) {
    // What the caches do not know may still be there: they see the operator's own labels only.
    Optional<HasMetadata> there =
        cached(stamped).or(() -> Optional.ofNullable(client.resource(stamped).get()));
    if (there.isEmpty()) {
      writer.applyNew(stamped);
      return;
    }
    NameTaken.check(stamped, there.get());
    writer.apply(stamped);
  }

  /**
   * A Deployment as it is now, when it is still what was seen; empty when there was none, and is
   * none. Fails with a conflict when someone else has changed it, as another leader may have while
   * this one hung. One that was not seen for want of its labels has them again afterwards: what it
   * is to be is decided on seeing it, not here.
   */
  Optional<Deployment> unchanged(Deployment desired, Optional<Deployment> seen) {
    Optional<Deployment> there = Optional.ofNullable(client.resource(desired).get());
    there.ifPresent(found -> NameTaken.check(desired, found));
    if (seen.isEmpty()) {
      there.filter(found -> !Caches.sees(found)).ifPresent(this::unhide);
    }
    if (!seen.map(Keeper::intent).equals(there.map(Keeper::intent))) {
      throw new KubernetesClientException(
          "Deployment %s has changed since it was observed"
              .formatted(desired.getMetadata().getName()),
          HttpURLConnection.HTTP_CONFLICT,
          null);
    }
    return there;
  }

  /** Puts the labels back without which the caches, and so every turn, overlook the site's own. */
  private void unhide(Deployment found) {
    var meta = found.getMetadata();
    LOG.atWarn()
        .addKeyValue("object", meta.getNamespace() + "/" + meta.getName())
        .log("someone changed the labels by which it is found; they are put back");
    SiteId.managed().forEach((key, value) -> writer.label(found, key, value));
  }

  /** What someone asked for by a Deployment; its resourceVersion changes with its status, too. */
  private static List<Object> intent(Deployment deployment) {
    var meta = deployment.getMetadata();
    return List.of(
        meta.getUid(),
        meta.getGeneration(),
        Optional.ofNullable(meta.getLabels()).orElse(Map.of()),
        Tracks.note(deployment, Tracks.CHANGED_AT),
        Tracks.note(deployment, Tracks.ESTABLISHED));
  }

  private Optional<HasMetadata> cached(HasMetadata like) {
    var meta = like.getMetadata();
    return caches.get(like.getClass(), meta.getNamespace(), meta.getName()).map(seen -> seen);
  }

  /** The key that the site's routers know; made when there is none. */
  SiteKey key(SiteId site) {
    return keys.of(site).key();
  }

  private static Optional<Ingress> ingress(SiteId site, Wanted wanted) {
    return wanted
        .ingressClass()
        .filter(_ -> !wanted.hosts().isEmpty())
        .map(name -> Networks.ingress(site, name, wanted.hosts()));
  }

  private static boolean isOf(SiteId site, HasMetadata object) {
    return object.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> site.uid().equals(owner.getUid()));
  }
}
