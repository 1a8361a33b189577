package dev.blogsite.operator.reconcile;

import dev.blogsite.operator.cluster.Writer;
import dev.blogsite.operator.manifest.Contents;
import dev.blogsite.operator.manifest.Packing;
import dev.blogsite.operator.manifest.Revision;
import dev.blogsite.operator.manifest.Revisions;
import dev.blogsite.operator.manifest.SiteId;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A site's revisions and their content, kept unchanged for as long as something may go back to
 * them. Thread-safe.
 */
final class Library {

  private final Caches caches;
  private final KubernetesClient client;
  private final Writer writer;

  Library(Caches caches, KubernetesClient client, Writer writer) {
    this.caches = caches;
    this.client = client;
    this.writer = writer;
  }

  /** Takes a revision and its content in. */
  void keep(SiteId site, Revision revision, Packing.Packed content) {
    for (ConfigMap map : Contents.kept(site, content)) {
      if (caches.get(ConfigMap.class, site.namespace(), map.getMetadata().getName()).isEmpty()) {
        writer.createIfAbsent(map);
      }
    }
    String name = Revisions.objectName(site, revision.name());
    if (caches.get(ControllerRevision.class, site.namespace(), name).isEmpty()) {
      long newest =
          caches.of(ControllerRevision.class, site).stream()
              .mapToLong(known -> Optional.ofNullable(known.getRevision()).orElse(0L))
              .max()
              .orElse(0);
      writer.createIfAbsent(Revisions.object(site, revision, newest + 1));
    }
  }

  /** A revision that was kept. */
  Optional<Revision> find(SiteId site, String revision) {
    String name = Revisions.objectName(site, revision);
    return caches
        .get(ControllerRevision.class, site.namespace(), name)
        .or(
            () ->
                Optional.ofNullable(
                    client
                        .apps()
                        .controllerRevisions()
                        .inNamespace(site.namespace())
                        .withName(name)
                        .get()))
        .flatMap(Revisions::read);
  }

  /** One ConfigMap of the content of a revision that was kept. */
  ConfigMap content(SiteId site, Revision revision, int slot) {
    String name = Contents.keptName(site, revision.content(), slot);
    return caches
        .get(ConfigMap.class, site.namespace(), name)
        .orElseGet(
            () -> client.configMaps().inNamespace(site.namespace()).withName(name).require());
  }

  /** Throws out every revision but these, and the content that none of these has. */
  void prune(SiteId site, Set<String> revisions) {
    Set<String> contents =
        revisions.stream()
            .flatMap(revision -> find(site, revision).stream())
            .map(Revision::content)
            .collect(Collectors.toSet());
    for (ControllerRevision kept : caches.of(ControllerRevision.class, site)) {
      boolean wanted =
          revisions.stream()
              .anyMatch(r -> Revisions.objectName(site, r).equals(kept.getMetadata().getName()));
      if (!wanted) {
        writer.delete(kept);
      }
    }
    for (ConfigMap map : caches.of(ConfigMap.class, site)) {
      String content = map.getMetadata().getLabels().get(Contents.CONTENT);
      if (content != null && !contents.contains(content)) {
        writer.delete(map);
      }
    }
  }
}
