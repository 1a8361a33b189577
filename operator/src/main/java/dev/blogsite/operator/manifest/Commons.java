package dev.blogsite.operator.manifest;

import dev.blogsite.api.v1alpha1.Keys;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.Base64;
import java.util.Map;

/** What a site has once: its account, its budgets, its split and the key that signs it. */
public final class Commons {
  private Commons() {}

  /** The account of all its pods, which has no right and no token. */
  public static ServiceAccount account(SiteId site) {
    return new ServiceAccountBuilder()
        .withMetadata(site.meta(site.name(), SiteId.SITE).build())
        .withAutomountServiceAccountToken(false)
        .build();
  }

  /**
   * How many pods of a track may be taken away at a time: one. The canary's, too, since it has
   * nearly all readers in the watch.
   */
  public static PodDisruptionBudget budget(SiteId site, TrackName track) {
    var meta =
        site.meta(site.object(track), SiteId.BLOG).addToLabels(Keys.TRACK, track.text()).build();
    return budget(meta, site.selector(track));
  }

  /** How many pods of the router may be taken away at a time: one. */
  public static PodDisruptionBudget routerBudget(SiteId site) {
    return budget(site.meta(site.object("router"), SiteId.ROUTER).build(), site.routerSelector());
  }

  /** The split as a router that starts reads it. */
  public static ConfigMap split(SiteId site, String document) {
    return new ConfigMapBuilder()
        .withMetadata(site.meta(site.object("split"), SiteId.ROUTER).build())
        .withData(Map.of("split.json", document))
        .build();
  }

  /** The name of the Secret with the key, or of the n-th when those before it were damaged. */
  public static String routerKeyName(SiteId site, int number) {
    return site.object(number == 1 ? "router-key" : "router-key-" + number);
  }

  /** The Secret with the key that signs splits and cookies. */
  public static Secret routerKey(SiteId site, String name, byte[] key) {
    return new SecretBuilder()
        .withMetadata(site.meta(name, SiteId.ROUTER).build())
        .withType("Opaque")
        .withData(Map.of("key", Base64.getEncoder().encodeToString(key)))
        .build();
  }

  private static PodDisruptionBudget budget(ObjectMeta meta, Map<String, String> selector) {
    return new PodDisruptionBudgetBuilder()
        .withMetadata(meta)
        .withNewSpec()
        .withMaxUnavailable(new IntOrString(1))
        // A pod that is broken anyway must not keep a node from being drained.
        .withUnhealthyPodEvictionPolicy("AlwaysAllow")
        .withNewSelector()
        .withMatchLabels(selector)
        .endSelector()
        .endSpec()
        .build();
  }
}
