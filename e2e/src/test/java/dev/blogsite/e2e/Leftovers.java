package dev.blogsite.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is still there of a site. */
final class Leftovers {
  /** What the operator makes for a site, with the API that each kind is in. */
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("Deployment", "apps/v1"),
          Map.entry("ControllerRevision", "apps/v1"),
          Map.entry("Pod", "v1"),
          Map.entry("Service", "v1"),
          Map.entry("ConfigMap", "v1"),
          Map.entry("Secret", "v1"),
          Map.entry("ServiceAccount", "v1"),
          Map.entry("PodDisruptionBudget", "policy/v1"),
          Map.entry("NetworkPolicy", "networking.k8s.io/v1"),
          Map.entry("Ingress", "networking.k8s.io/v1"),
          Map.entry("BlogRollout", "blogsite.dev/v1alpha1"));

  private Leftovers() {}

  /** The site and its objects that are still there, as {@code Kind/name}. */
  static List<String> of(Site site) {
    var left = new ArrayList<String>();
    KINDS.forEach(
        (kind, api) ->
            site.client()
                .genericKubernetesResources(api, kind)
                .inNamespace(site.namespace())
                .withLabel("app.kubernetes.io/instance", site.name())
                .list()
                .getItems()
                .forEach(item -> left.add(kind + "/" + item.getMetadata().getName())));
    if (site.resource().get() != null) {
      left.add("BlogSite/" + site.name());
    }
    return left;
  }
}
