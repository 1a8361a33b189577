package dev.blogsite.operator.reconcile;

import dev.blogsite.api.v1alpha1.BlogSite;
import java.util.Comparator;
import java.util.List;

/** Sees to it that no two sites claim one host: the older keeps it. Thread-safe. */
final class Hosts {

  private static final Comparator<BlogSite> AGE =
      Comparator.comparing((BlogSite site) -> site.getMetadata().getCreationTimestamp())
          .thenComparing(site -> site.getMetadata().getUid());

  private final Caches caches;

  Hosts(Caches caches) {
    this.caches = caches;
  }

  /** Which hosts of the site an older one has; a tenant's names are not told to another. */
  List<String> conflicts(BlogSite site, List<String> hosts) {
    return hosts.stream()
        .filter(
            host ->
                caches.claiming(host).stream()
                    .filter(other -> other.getMetadata().getDeletionTimestamp() == null)
                    .anyMatch(other -> AGE.compare(other, site) < 0))
        .map(host -> "host " + host + " belongs to an older site; write another")
        .toList();
  }
}
