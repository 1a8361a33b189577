package dev.blogsite.operator.reconcile;

import dev.blogsite.operator.cluster.Writer;
import dev.blogsite.operator.manifest.Packing;
import dev.blogsite.operator.manifest.Sets;
import dev.blogsite.operator.manifest.SiteId;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The posts that a site's ConfigMaps hold. Thread-safe. */
final class Posts {

  private final Caches caches;
  private final KubernetesClient client;
  private final Writer writer;

  Posts(Caches caches, KubernetesClient client, Writer writer) {
    this.caches = caches;
    this.client = client;
    this.writer = writer;
  }

  /**
   * The content, packed; or why it cannot be served. ConfigMaps seen for the first time are watched
   * from now on.
   */
  Packing pack(SiteId site, List<String> names) {
    List<ConfigMap> maps = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String name : names) {
      find(site.namespace(), name)
          .ifPresentOrElse(
              maps::add,
              () ->
                  missing.add(
                      "ConfigMap " + name + " is missing; create it or remove its reference"));
    }
    return missing.isEmpty() ? Sets.pack(maps) : new Packing.Refused(missing);
  }

  /** Stops watching the ConfigMaps that no other site refers to. */
  void release(SiteId site, List<String> names) {
    for (String name : names) {
      boolean others =
          caches.referring(site.namespace(), name).stream()
              .anyMatch(other -> !site.uid().equals(other.getMetadata().getUid()));
      if (!others) {
        caches.post(site.namespace(), name).ifPresent(map -> writer.unlabel(map, Caches.WATCHED));
      }
    }
  }

  /** Stops watching the ConfigMaps of the site's namespace that no site refers to any more. */
  void tidy(SiteId site) {
    caches.unreferred(site.namespace()).forEach(map -> writer.unlabel(map, Caches.WATCHED));
  }

  private Optional<ConfigMap> find(String namespace, String name) {
    return caches.post(namespace, name).or(() -> watch(namespace, name));
  }

  private Optional<ConfigMap> watch(String namespace, String name) {
    Optional<ConfigMap> map =
        Optional.ofNullable(client.configMaps().inNamespace(namespace).withName(name).get());
    // Of the user's ConfigMap only this label is the operator's. A merge cannot create: a ConfigMap
    // that is deleted meanwhile must not come back empty.
    map.ifPresent(there -> writer.label(there, Caches.WATCHED, "true"));
    return map;
  }
}
