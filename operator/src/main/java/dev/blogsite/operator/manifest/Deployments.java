package dev.blogsite.operator.manifest;

import dev.blogsite.api.v1alpha1.Resources;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.VolumeProjectionBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Deployments of a site: one for each track, one for its router. */
public final class Deployments {
  /** Label of pods: hash of the template that they were made from. */
  public static final String TEMPLATE = "blogsite.dev/template";

  /** Pods of a router: one may go, for an upgrade or with its node, and readers notice nothing. */
  public static final int ROUTERS = 2;

  private static final Resources ROUTER_RESOURCES =
      new Resources(
          new Resources.Amounts(new Quantity("50m"), new Quantity("128Mi")),
          new Resources.Amounts(null, new Quantity("256Mi")));

  private Deployments() {}

  /**
   * A track's Deployment. A change of configuration or content changes nothing in its pods'
   * template, so that no pod restarts.
   *
   * @param replicas pods wanted, 0 or more
   */
  public static Deployment track(SiteId site, TrackName track, Revision revision, int replicas) {
    var selector = site.selector(track);
    var arguments =
        List.of(
            "serve",
            "--set",
            "/etc/blogsite",
            "--data",
            "/var/lib/blogsite",
            "--port",
            String.valueOf(Pods.HTTP),
            "--ops-port",
            String.valueOf(Pods.OPS),
            "--drain",
            Pods.DRAIN_SECONDS + "s");
    var container =
        Pods.container("blog", revision.image(), arguments)
            .withResources(Pods.resources(revision.resources()))
            // Two minutes to index thousands of posts on a slow node, asked for each second.
            .withStartupProbe(Pods.probe("/health/started", 1, 120))
            .withReadinessProbe(Pods.probe("/health/ready", 5, 2))
            .withLivenessProbe(Pods.probe("/healthz", 10, 3))
            .addNewVolumeMount()
            .withName("set")
            .withMountPath("/etc/blogsite")
            .withReadOnly(true)
            .endVolumeMount()
            .addNewVolumeMount()
            .withName("data")
            .withMountPath("/var/lib/blogsite")
            .endVolumeMount()
            .build();
    var pod =
        Pods.pod(site, selector)
            .withContainers(container)
            .addNewVolume()
            .withName("set")
            .withNewProjected()
            .withDefaultMode(0444)
            .withSources(sources(site, track))
            .endProjected()
            .endVolume()
            .addNewVolume()
            .withName("data")
            .withEmptyDir(Pods.memoryless("1Gi"))
            .endVolume();
    var meta = site.meta(site.object(track), track, revision.name()).build();
    return deployment(meta, selector, pod, replicas);
  }

  /**
   * The router's Deployment.
   *
   * @param image of the blog server at the operator's version, so that upgrading a site leaves the
   *     path of its readers as it is
   * @param key the Secret with the key; another one makes the pods anew, which read it as they
   *     start
   */
  public static Deployment router(SiteId site, String image, String key) {
    var selector = site.routerSelector();
    var arguments =
        List.of(
            "router",
            "--split",
            "/etc/blogsite-split",
            "--key",
            "/etc/blogsite-key/key",
            "--site",
            site.path(),
            "--port",
            String.valueOf(Pods.HTTP),
            "--ops-port",
            String.valueOf(Pods.OPS),
            "--drain",
            Pods.DRAIN_SECONDS + "s");
    var container =
        Pods.container("router", image, arguments)
            .withResources(Pods.resources(ROUTER_RESOURCES))
            .withStartupProbe(Pods.probe("/healthz", 1, 60))
            // It becomes ready with the first pod of stable, which a new site's readers wait for.
            .withReadinessProbe(Pods.probe("/health/ready", 2, 3))
            .withLivenessProbe(Pods.probe("/healthz", 10, 3))
            .addNewVolumeMount()
            .withName("split")
            .withMountPath("/etc/blogsite-split")
            .withReadOnly(true)
            .endVolumeMount()
            .addNewVolumeMount()
            .withName("key")
            .withMountPath("/etc/blogsite-key")
            .withReadOnly(true)
            .endVolumeMount()
            .build();
    var pod =
        Pods.pod(site, selector)
            .withContainers(container)
            .addNewVolume()
            .withName("split")
            .withNewConfigMap()
            .withName(site.object("split"))
            .withDefaultMode(0444)
            .endConfigMap()
            .endVolume()
            .addNewVolume()
            .withName("key")
            .withNewSecret()
            .withSecretName(key)
            // The group is the pod's own.
            .withDefaultMode(0440)
            .endSecret()
            .endVolume();
    var meta = site.meta(site.object("router"), SiteId.ROUTER).build();
    return deployment(meta, selector, pod, ROUTERS);
  }

  /**
   * Tells a Deployment's pods from those of an earlier one of its name and template, which may
   * still be there. Changes the Deployment it is given.
   *
   * @param birth when it was created; never changes, since all pods are made anew when it does
   */
  public static void tellApart(Deployment deployment, String birth) {
    var labels = deployment.getSpec().getTemplate().getMetadata().getLabels();
    labels.computeIfPresent(TEMPLATE, (_, hash) -> Hashes.nameOf(hash + birth));
  }

  private static Deployment deployment(
      ObjectMeta meta, Map<String, String> selector, PodSpecBuilder pod, int replicas) {
    return new DeploymentBuilder()
        .withMetadata(meta)
        .withNewSpec()
        .withReplicas(replicas)
        .withRevisionHistoryLimit(2)
        .withNewStrategy()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withMaxUnavailable(new IntOrString(0))
        .withMaxSurge(new IntOrString(1))
        .endRollingUpdate()
        .endStrategy()
        .withNewSelector()
        .withMatchLabels(selector)
        .endSelector()
        .withTemplate(Pods.template(selector, pod))
        .endSpec()
        .build();
  }

  /** A fixed list of slots, present or not, so that more or fewer posts change no template. */
  private static List<VolumeProjection> sources(SiteId site, TrackName track) {
    var sources = new ArrayList<VolumeProjection>();
    sources.add(source(site.object(track.text() + "-config"), false));
    for (var slot = 0; slot < Sets.SLOTS; slot++) {
      sources.add(source(Contents.slotName(site, track, slot), true));
    }
    return sources;
  }

  private static VolumeProjection source(String configMap, boolean optional) {
    return new VolumeProjectionBuilder()
        .withNewConfigMap()
        .withName(configMap)
        .withOptional(optional ? true : null)
        .endConfigMap()
        .build();
  }
}
