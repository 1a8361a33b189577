package dev.blogsite.e2e;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One BlogSite on a cluster, seen as a user sees it: through the API and through its pages.
 * Thread-safe.
 *
 * @param client of its cluster
 * @param address of a node
 * @param namespace where it lives
 * @param name of the site
 */
public record Site(KubernetesClient client, String address, String namespace, String name) {
  private static final String API = "blogsite.dev/v1alpha1";
  private static final int ROUTER_PORT = 8080;

  /** Creates or changes the site with a merge patch of its spec, in JSON. */
  public void spec(String json) {
    patch("{\"spec\":" + json + "}");
  }

  /** Sets an annotation, as {@code kubectl annotate} does. */
  public void annotate(String key, String value) {
    patch("{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(key, value));
  }

  /** Applies a merge patch to the whole resource. */
  public void patch(String json) {
    resource().patch(PatchContext.of(PatchType.JSON_MERGE), json);
  }

  /** The site as the API server has it. */
  public GenericKubernetesResource get() {
    var site = resource().get();
    if (site == null) {
      throw new AssertionError("no BlogSite " + namespace + "/" + name);
    }
    return site;
  }

  /** Its API resource. */
  public Resource<GenericKubernetesResource> resource() {
    return client.genericKubernetesResources(API, "BlogSite").inNamespace(namespace).withName(name);
  }

  /** A field of the status as text; empty when it is not set. */
  public String status(String field) {
    return status(resource().get(), field);
  }

  private static String status(@Nullable GenericKubernetesResource site, String field) {
    return Optional.ofNullable(site)
        .<Object>map(seen -> seen.get("status", field))
        .map(Object::toString)
        .orElse("");
  }

  /** A condition as {@code status reason: message}; empty when it is not there. */
  public String condition(String type) {
    return condition(resource().get(), type);
  }

  private static String condition(@Nullable GenericKubernetesResource site, String type) {
    List<Map<String, Object>> conditions =
        Optional.ofNullable(site)
            .<List<Map<String, Object>>>map(seen -> seen.get("status", "conditions"))
            .orElse(List.of());
    return conditions.stream()
        .filter(condition -> type.equals(condition.get("type")))
        .findFirst()
        .map(c -> c.get("status") + " " + c.get("reason") + ": " + c.get("message"))
        .orElse("");
  }

  /** The site's rollouts, oldest first. */
  public List<GenericKubernetesResource> rollouts() {
    return client
        .genericKubernetesResources(API, "BlogRollout")
        .inNamespace(namespace)
        .list()
        .getItems()
        .stream()
        .filter(rollout -> name.equals(rollout.get("spec", "site")))
        .sorted(java.util.Comparator.comparing(r -> number(r)))
        .toList();
  }

  /** The reasons of the events about the site or its rollouts, in no order. */
  public List<String> eventReasons() {
    return client.v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> event.getInvolvedObject().getName().startsWith(name))
        .map(io.fabric8.kubernetes.api.model.Event::getReason)
        .toList();
  }

  /** Waits until the site's phase is the one named. */
  public void awaitPhase(String phase, Duration deadline) {
    Await.until(
        name + " is " + phase, deadline, this::summary, seen -> seen.startsWith(phase + " "));
  }

  /** Phase, revision, weight, verdict and the conditions in one line, for people; one request. */
  public String summary() {
    var site = resource().get();
    return "%s stable=%s canary=%s step=%s weight=%s verdict=%s Ready=[%s] Progressing=[%s]"
        .formatted(
            status(site, "phase"),
            status(site, "stableRevision"),
            status(site, "canaryRevision"),
            status(site, "step"),
            status(site, "weight"),
            status(site, "verdict"),
            condition(site, "Ready"),
            condition(site, "Progressing"));
  }

  /** The pods of a component or track, by a label's value. */
  public List<Pod> pods(String label, String value) {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabel("app.kubernetes.io/instance", name)
        .withLabel(label, value)
        .list()
        .getItems();
  }

  /** UIDs and start times of the stable pods that run: unchanged as long as none was restarted. */
  public List<String> stablePods() {
    return pods("blogsite.dev/track", "stable").stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .flatMap(
            pod ->
                pod.getStatus().getContainerStatuses().stream()
                    .map(container -> pod.getMetadata().getUid() + " " + container.getState()))
        .sorted()
        .toList();
  }

  /** The site's address from this machine: a NodePort Service of the test's own. */
  public URI url() {
    var service =
        client
            .services()
            .inNamespace(namespace)
            .resource(
                new ServiceBuilder()
                    .withMetadata(new ObjectMeta())
                    .editMetadata()
                    .withName(name + "-from-outside")
                    .withNamespace(namespace)
                    .endMetadata()
                    .withNewSpec()
                    .withType("NodePort")
                    .addToSelector("app.kubernetes.io/instance", name)
                    .addToSelector("app.kubernetes.io/component", "router")
                    .addNewPort()
                    .withPort(ROUTER_PORT)
                    .endPort()
                    .endSpec()
                    .build())
            .serverSideApply();
    return URI.create(
        "http://" + address + ":" + service.getSpec().getPorts().getFirst().getNodePort() + "/");
  }

  private static Integer number(GenericKubernetesResource rollout) {
    Object n = rollout.get("spec", "number");
    return n == null ? 0 : Integer.parseInt(n.toString());
  }
}
