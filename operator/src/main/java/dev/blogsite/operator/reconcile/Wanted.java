package dev.blogsite.operator.reconcile;

import dev.blogsite.api.v1alpha1.LogLevel;
import dev.blogsite.api.v1alpha1.Resources;
import dev.blogsite.operator.rollout.Plan;
import java.util.List;
import java.util.Optional;

/**
 * What a site's spec asks for: parsed, complete and valid. Immutable.
 *
 * @param image the image of the blog server, as a pod names it
 * @param version what people call it: the spec's version, or its image
 * @param hosts names under which readers find the blog; the first is its address
 * @param configMaps names of the ConfigMaps with posts, in the site's namespace
 * @param historyLimit BlogRollouts kept once they are over
 */
public record Wanted(
    String image,
    String version,
    Resources resources,
    List<String> hosts,
    Optional<String> ingressClass,
    List<String> configMaps,
    Config config,
    int historyLimit,
    Plan plan) {

  /** Lists are copied. */
  public Wanted {
    hosts = List.copyOf(hosts);
    configMaps = List.copyOf(configMaps);
  }

  /** The hot keys. */
  public record Config(String title, String description, String language, LogLevel logLevel) {}
}
