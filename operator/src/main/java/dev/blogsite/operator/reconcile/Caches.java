package dev.blogsite.operator.reconcile;

import dev.blogsite.api.v1alpha1.BlogSite;
import dev.blogsite.operator.manifest.SiteId;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What informers know, selected by label so that strangers' objects cost nothing. Thread-safe once
 * {@link #sources} was called.
 *
 * <p>It may lag behind: what is deleted or swapped on its word is guarded by the resourceVersion
 * seen.
 */
final class Caches {

  /** Label of users' ConfigMaps that a site refers to. */
  static final String WATCHED = "blogsite.dev/watched";

  private static final String INSTANCE = "app.kubernetes.io/instance";

  /** Keys of the labels that say whose an object is: the operator's, for one site. */
  static final List<String> IDENTITY =
      Stream.concat(SiteId.managed().keySet().stream(), Stream.of(INSTANCE)).sorted().toList();

  private static final String OWNED =
      SiteId.managed().entrySet().stream()
          .map(label -> label.getKey() + "=" + label.getValue())
          .sorted()
          .collect(Collectors.joining(","));
  private static final String BY_SITE = "site";
  private static final String BY_CONFIG_MAP = "configMap";
  private static final String BY_HOST = "host";
  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          Deployment.class,
          Pod.class,
          Service.class,
          ConfigMap.class,
          ServiceAccount.class,
          NetworkPolicy.class,
          PodDisruptionBudget.class,
          Ingress.class,
          ControllerRevision.class);

  private final Map<Class<?>, InformerEventSource<?, BlogSite>> owned = new LinkedHashMap<>();
  private Optional<InformerEventSource<ConfigMap, BlogSite>> posts = Optional.empty();
  private Optional<IndexerResourceCache<BlogSite>> sites = Optional.empty();

  /** The event sources behind these caches; to be called once. */
  List<EventSource<?, BlogSite>> sources(EventSourceContext<BlogSite> context) {
    var primary = context.getPrimaryCache();
    primary.addIndexer(BY_CONFIG_MAP, Caches::configMapsOf);
    primary.addIndexer(BY_HOST, Caches::hostsOf);
    sites = Optional.of(primary);
    List<EventSource<?, BlogSite>> all = new ArrayList<>();
    for (Class<? extends HasMetadata> kind : KINDS) {
      all.add(owned(kind, context));
    }
    var config =
        InformerEventSourceConfiguration.from(ConfigMap.class, BlogSite.class)
            .withName("posts")
            .withLabelSelector(WATCHED + "=true")
            .withSecondaryToPrimaryMapper(map -> referring(primary, map))
            .build();
    var source = new InformerEventSource<>(config, context);
    posts = Optional.of(source);
    all.add(source);
    return all;
  }

  private <T extends HasMetadata> EventSource<T, BlogSite> owned(
      Class<T> kind, EventSourceContext<BlogSite> context) {
    var config =
        InformerEventSourceConfiguration.from(kind, BlogSite.class)
            .withName("owned-" + HasMetadata.getPlural(kind))
            .withLabelSelector(OWNED)
            .withSecondaryToPrimaryMapper(Caches::owner)
            .build();
    var source = new InformerEventSource<T, BlogSite>(config, context);
    source.addIndexers(Map.of(BY_SITE, object -> List.of(siteOf(object))));
    owned.put(kind, source);
    return source;
  }

  /** Whether an object has the labels by which these caches select. */
  static boolean sees(HasMetadata object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    return labels != null && labels.entrySet().containsAll(SiteId.managed().entrySet());
  }

  /** An object that the operator owns, as last seen. */
  <T extends HasMetadata> Optional<T> get(Class<T> kind, String namespace, String name) {
    return source(kind).get(new ResourceID(name, namespace));
  }

  /** All objects of one kind that the operator owns for a site, as last seen. */
  <T extends HasMetadata> List<T> of(Class<T> kind, SiteId site) {
    return source(kind).byIndex(BY_SITE, site.path());
  }

  /** A user's ConfigMap that carries the label {@link #WATCHED}, as last seen. */
  Optional<ConfigMap> post(String namespace, String name) {
    return posts.orElseThrow().get(new ResourceID(name, namespace));
  }

  /** Users' ConfigMaps of a namespace that carry the label though no site refers to them. */
  List<ConfigMap> unreferred(String namespace) {
    return posts
        .orElseThrow()
        .list(namespace, map -> referring(namespace, map.getMetadata().getName()).isEmpty())
        .toList();
  }

  /** All sites that claim a host. */
  List<BlogSite> claiming(String host) {
    return sites.orElseThrow().byIndex(BY_HOST, host);
  }

  /** All sites of a namespace that refer to a ConfigMap. */
  List<BlogSite> referring(String namespace, String configMap) {
    return sites.orElseThrow().byIndex(BY_CONFIG_MAP, namespace + "/" + configMap);
  }

  @SuppressWarnings("unchecked") // Each source was put under the class it caches.
  private <T extends HasMetadata> InformerEventSource<T, BlogSite> source(Class<T> kind) {
    var source = (InformerEventSource<T, BlogSite>) owned.get(kind);
    if (source == null) {
      throw new IllegalStateException(kind.getSimpleName() + " is a kind that nothing watches");
    }
    return source;
  }

  private static Set<ResourceID> owner(HasMetadata object) {
    String site = object.getMetadata().getLabels().get(INSTANCE);
    return site == null
        ? Set.of()
        : Set.of(new ResourceID(site, object.getMetadata().getNamespace()));
  }

  private static Set<ResourceID> referring(IndexerResourceCache<BlogSite> sites, ConfigMap map) {
    String key = map.getMetadata().getNamespace() + "/" + map.getMetadata().getName();
    return sites.byIndex(BY_CONFIG_MAP, key).stream()
        .map(ResourceID::fromResource)
        .collect(Collectors.toSet());
  }

  private static String siteOf(HasMetadata object) {
    return object.getMetadata().getNamespace()
        + "/"
        + object.getMetadata().getLabels().get(INSTANCE);
  }

  private static List<String> configMapsOf(BlogSite site) {
    var spec = site.getSpec();
    return spec == null || spec.content() == null || spec.content().configMapRefs() == null
        ? List.of()
        : spec.content().configMapRefs().stream()
            .map(ref -> site.getMetadata().getNamespace() + "/" + ref.name())
            .toList();
  }

  private static List<String> hostsOf(BlogSite site) {
    var spec = site.getSpec();
    return spec == null || spec.hosts() == null ? List.of() : spec.hosts();
  }
}
