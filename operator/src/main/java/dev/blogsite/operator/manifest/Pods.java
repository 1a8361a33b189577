package dev.blogsite.operator.manifest;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.blogsite.api.v1alpha1.Resources;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What all pods of a site have in common: the restricted Pod Security Standard, ports, spread. */
final class Pods {
  static final int HTTP = 8080;
  static final int OPS = 8081;

  /** How long a pod goes on serving once it was told to stop, while endpoints spread. */
  static final int DRAIN_SECONDS = 10;

  /** Drain, then the longest request, then what the machine may be late by. */
  static final long GRACE_SECONDS = 45;

  /** The user and group of the image: neither root nor anyone on the node. */
  private static final long NOBODY = 65532;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Pods() {}

  /** A container that may do nothing but serve. */
  static ContainerBuilder container(String name, String image, List<String> arguments) {
    return new ContainerBuilder()
        .withName(name)
        .withImage(image)
        .withImagePullPolicy("IfNotPresent")
        .withArgs(arguments)
        .withEnv(
            field("POD_NAME", "metadata.name"),
            field("POD_NAMESPACE", "metadata.namespace"),
            field("POD_UID", "metadata.uid"))
        .addNewPort()
        .withName("http")
        .withContainerPort(HTTP)
        .withProtocol("TCP")
        .endPort()
        .addNewPort()
        .withName("ops")
        .withContainerPort(OPS)
        .withProtocol("TCP")
        .endPort()
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .addNewVolumeMount()
        .withName("tmp")
        .withMountPath("/tmp")
        .endVolumeMount();
  }

  /** A pod without any right in the cluster, spread over nodes and zones. */
  static PodSpecBuilder pod(SiteId site, Map<String, String> selector) {
    return new PodSpecBuilder()
        .withServiceAccountName(site.name())
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withTerminationGracePeriodSeconds(GRACE_SECONDS)
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser(NOBODY)
        .withRunAsGroup(NOBODY)
        .withFsGroup(NOBODY)
        .withFsGroupChangePolicy("OnRootMismatch")
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .withTopologySpreadConstraints(
            spread("kubernetes.io/hostname", selector),
            spread("topology.kubernetes.io/zone", selector))
        .addNewVolume()
        .withName("tmp")
        .withEmptyDir(memoryless("64Mi"))
        .endVolume();
  }

  /** The template of a Deployment's pods, labelled with the hash of what they are made from. */
  static PodTemplateSpec template(Map<String, String> selector, PodSpecBuilder pod) {
    var spec = pod.build();
    var hash = Hashes.nameOf(MAPPER.valueToTree(spec).toString());
    return new PodTemplateSpecBuilder()
        .withNewMetadata()
        .withLabels(selector)
        .addToLabels(Deployments.TEMPLATE, hash)
        .addToLabels(SiteId.MANAGED_BY, "blogsite-operator")
        .endMetadata()
        .withSpec(spec)
        .build();
  }

  static EmptyDirVolumeSource memoryless(String limit) {
    return new EmptyDirVolumeSource(null, new Quantity(limit));
  }

  /** A probe of the ops port that must answer within 2 s. */
  static Probe probe(String path, int everySeconds, int failures) {
    return new ProbeBuilder()
        .withNewHttpGet()
        .withPath(path)
        .withNewPort("ops")
        .withScheme("HTTP")
        .endHttpGet()
        .withPeriodSeconds(everySeconds)
        .withFailureThreshold(failures)
        .withTimeoutSeconds(2)
        .build();
  }

  static ResourceRequirements resources(Resources resources) {
    return new ResourceRequirementsBuilder()
        .withRequests(amounts(resources.requests()))
        .withLimits(amounts(resources.limits()))
        .build();
  }

  private static Map<String, Quantity> amounts(Resources.@Nullable Amounts amounts) {
    var map = new LinkedHashMap<String, Quantity>();
    if (amounts != null) {
      Stream.ofNullable(amounts.cpu()).forEach(cpu -> map.put("cpu", cpu));
      Stream.ofNullable(amounts.memory()).forEach(memory -> map.put("memory", memory));
    }
    return map;
  }

  private static TopologySpreadConstraint spread(String key, Map<String, String> selector) {
    return new TopologySpreadConstraintBuilder()
        .withMaxSkew(1)
        .withTopologyKey(key)
        .withWhenUnsatisfiable("ScheduleAnyway")
        .withNewLabelSelector()
        .withMatchLabels(selector)
        .endLabelSelector()
        .build();
  }

  private static EnvVar field(String name, String path) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewFieldRef()
        .withFieldPath(path)
        .endFieldRef()
        .endValueFrom()
        .build();
  }
}
