package dev.blogsite.operator.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.blogsite.operator.cluster.PodRef;
import dev.blogsite.operator.traffic.SiteKey;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What kubelets and controllers would do in one namespace: pods for Deployments, ready at once,
 * that take their sets. Only their answers are pretended; the objects are real.
 */
public final class FakeKubelet implements AutoCloseable {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final KubernetesClient client;
  private final String namespace;
  private final FakePods pods;
  private final Map<String, String> refused = new ConcurrentHashMap<>();
  private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
  private volatile Predicate<Pod> healthy = _ -> true;
  private volatile boolean slow;
  private volatile Throwable failure = new IllegalStateException("never ran");

  /** Looks after a namespace from now on. */
  public FakeKubelet(KubernetesClient client, String namespace, FakePods pods) {
    this.client = client;
    this.namespace = namespace;
    this.pods = pods;
    var _ = loop.scheduleWithFixedDelay(this::turn, 0, 40, TimeUnit.MILLISECONDS);
  }

  /** Pods that this says no to do not become ready. */
  public void healthy(Predicate<Pod> rule) {
    healthy = rule;
  }

  /** Whether pods outlive their Deployment, as while a cluster is slow to clear up. */
  public void slow(boolean now) {
    slow = now;
  }

  /** Sets that contain a text are refused, for a reason. */
  public void refuse(String text, String why) {
    refused.put(text, why);
  }

  /** The last failure of the loop; for a test that waits in vain. */
  public Throwable failure() {
    return failure;
  }

  private void turn() {
    try {
      Set<String> kept = new HashSet<>();
      for (Deployment deployment :
          client.apps().deployments().inNamespace(namespace).list().getItems()) {
        kept.addAll(run(deployment));
      }
      for (Pod pod : client.pods().inNamespace(namespace).list().getItems()) {
        if (!slow && !kept.contains(pod.getMetadata().getName())) {
          client.resource(pod).withGracePeriod(0).delete();
          pods.stop(new PodRef(namespace, pod.getMetadata().getName()));
        }
      }
    } catch (KubernetesClientException | IllegalStateException e) {
      // The next turn tries again.
      failure = e;
    }
  }

  private Set<String> run(Deployment deployment) {
    String template =
        deployment
            .getSpec()
            .getTemplate()
            .getMetadata()
            .getLabels()
            .getOrDefault("blogsite.dev/template", "x");
    Set<String> names = new HashSet<>();
    int ready = 0;
    for (int i = 0; i < deployment.getSpec().getReplicas(); i++) {
      // A Deployment made anew makes new pods, whatever was there before.
      String birth = deployment.getMetadata().getUid().substring(0, 4);
      String name = deployment.getMetadata().getName() + "-" + template + "-" + birth + "-" + i;
      names.add(name);
      Pod pod = client.pods().inNamespace(namespace).withName(name).get();
      if (pod == null) {
        pod = client.resource(made(deployment, name)).create();
      }
      ready += live(deployment, pod) ? 1 : 0;
    }
    deployment.setStatus(
        new DeploymentStatusBuilder()
            .withObservedGeneration(deployment.getMetadata().getGeneration())
            .withReplicas(names.size())
            .withReadyReplicas(ready)
            .withAvailableReplicas(ready)
            .withUpdatedReplicas(names.size())
            .build());
    client.resource(deployment).updateStatus();
    return names;
  }

  private Pod made(Deployment deployment, String name) {
    var template = deployment.getSpec().getTemplate();
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .withLabels(new HashMap<>(template.getMetadata().getLabels()))
        .endMetadata()
        .withNewSpec()
        .withTerminationGracePeriodSeconds(0L)
        .addNewContainer()
        .withName("main")
        .withImage(template.getSpec().getContainers().getFirst().getImage())
        .endContainer()
        .endSpec()
        .build();
  }

  private boolean live(Deployment deployment, Pod pod) {
    boolean well = healthy.test(pod) && answers(deployment, pod);
    String status = well ? "True" : "False";
    boolean known =
        pod.getStatus() != null
            && pod.getStatus().getConditions() != null
            && pod.getStatus().getConditions().stream()
                .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals(status));
    if (!known) {
      String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
      pod =
          new PodBuilder(pod)
              .withNewStatus()
              .withPhase("Running")
              .addNewCondition()
              .withType("Ready")
              .withStatus(status)
              .withLastTransitionTime(now)
              .endCondition()
              .addNewContainerStatus()
              .withName("main")
              .withImage("x")
              .withImageID("sha256:" + pod.getSpec().getContainers().getFirst().getImage())
              .withReady(well)
              .withRestartCount(0)
              .withNewState()
              .withNewRunning(now)
              .endState()
              .endContainerStatus()
              .endStatus()
              .build();
      client.resource(pod).updateStatus();
    }
    return well;
  }

  private boolean answers(Deployment deployment, Pod pod) {
    var ref = new PodRef(namespace, pod.getMetadata().getName());
    String owner = deployment.getMetadata().getName();
    if (owner.endsWith("-router")) {
      String site = owner.substring(0, owner.length() - "-router".length());
      ConfigMap split = client.configMaps().inNamespace(namespace).withName(site + "-split").get();
      Optional<FakeRouter> router =
          pods.get(ref) instanceof FakeRouter there
              ? Optional.of(there)
              : key(deployment)
                  .map(k -> pods.start(ref, new FakeRouter(ref.name(), namespace + "/" + site, k)));
      return split != null && router.isPresent() && router.get().mount(data(split, "split.json"));
    }
    FakeBlog blog =
        pods.get(ref) instanceof FakeBlog there ? there : pods.start(ref, new FakeBlog(ref.name()));
    return take(blog, client.configMaps().inNamespace(namespace).withName(owner + "-config").get());
  }

  private boolean take(FakeBlog blog, ConfigMap config) {
    if (config == null) {
      return false;
    }
    String yaml = data(config, "config.yaml");
    for (var entry : refused.entrySet()) {
      if (yaml.contains(entry.getKey())) {
        blog.refuse(entry.getValue());
        return true;
      }
    }
    try {
      blog.take(MAPPER.readTree(config.getData().get("revision.json")).path("revision").asText());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    return true;
  }

  private static String data(ConfigMap map, String key) {
    return Optional.ofNullable(map.getData().get(key)).orElse("");
  }

  /** The key that a router reads when it starts, and never again; without one it does not start. */
  private Optional<SiteKey> key(Deployment deployment) {
    String mounted =
        deployment.getSpec().getTemplate().getSpec().getVolumes().stream()
            .filter(volume -> volume.getName().equals("key"))
            .map(volume -> volume.getSecret().getSecretName())
            .findFirst()
            .orElseThrow();
    return Optional.ofNullable(client.secrets().inNamespace(namespace).withName(mounted).get())
        .flatMap(secret -> Optional.ofNullable(secret.getData()))
        .flatMap(data -> Optional.ofNullable(data.get("key")))
        .map(Base64.getDecoder()::decode)
        .filter(key -> key.length == SiteKey.BYTES)
        .map(SiteKey::new);
  }

  /** The router pods of a site that run, for readers to come through. */
  public List<FakeRouter> known(String site) {
    return pods.all().entrySet().stream()
        .filter(entry -> entry.getKey().namespace().equals(namespace))
        .filter(entry -> entry.getKey().name().startsWith(site + "-router-"))
        .map(Map.Entry::getValue)
        .filter(FakeRouter.class::isInstance)
        .map(FakeRouter.class::cast)
        .toList();
  }

  @Override
  public void close() {
    loop.shutdownNow();
  }
}
