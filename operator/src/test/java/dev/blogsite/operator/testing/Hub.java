package dev.blogsite.operator.testing;

import dev.blogsite.api.v1alpha1.BlogRollout;
import dev.blogsite.api.v1alpha1.BlogSite;
import dev.blogsite.api.v1alpha1.Condition;
import dev.blogsite.operator.cluster.Fan;
import dev.blogsite.operator.cluster.Tolerant;
import dev.blogsite.operator.metrics.OperatorMetrics;
import dev.blogsite.operator.metrics.ProxiedSloSource;
import dev.blogsite.operator.reconcile.Controllers;
import dev.blogsite.operator.reconcile.Wiring;
import dev.blogsite.operator.traffic.Crawler;
import dev.blogsite.operator.traffic.ProxiedRouter;
import dev.blogsite.testing.ApiServer;
import dev.blogsite.testing.Await;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An operator that looks after one namespace of a real API server with the rights that the chart
 * gives it; the pods are pretended.
 */
public final class Hub implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  /** The pods behind the API server. */
  public final FakePods pods = new FakePods();

  /** What runs them. */
  public final FakeKubelet kubelet;

  private final ApiServer server = ApiServer.shared();
  private final String namespace = server.namespace();
  private final Fan fan = new Fan(16);
  private final Config rights = ChartRights.in(server, namespace);
  private final Crawler crawler = new Crawler(pods, InstantSource.system());
  private KubernetesClient client;
  private Controllers operator;

  /** Starts an operator in a new namespace. */
  public Hub() {
    kubelet = new FakeKubelet(server.client(), namespace, pods);
    client = connect();
    operator = start();
  }

  private KubernetesClient connect() {
    return new KubernetesClientBuilder()
        .withConfig(rights)
        .withKubernetesSerialization(Tolerant.serialization())
        .build();
  }

  private Controllers start() {
    var parts =
        new Wiring.Parts(
            client,
            new ProxiedRouter(pods, fan),
            new ProxiedSloSource(pods, fan, fan),
            crawler,
            new OperatorMetrics(),
            InstantSource.system(),
            "localhost/blog",
            "localhost/blog:router",
            Duration.ofMinutes(15),
            "test");
    var started = new Controllers(client, Wiring.reconciler(parts), Set.of(namespace));
    started.start();
    return started;
  }

  /** Kills the operator and starts another. */
  public void restart() {
    operator.stop();
    client.close();
    client = connect();
    operator = start();
  }

  /** Why the operator says that it is not ready, if it does. */
  public Optional<String> unready() {
    return operator.unready();
  }

  /** Stops the operator. */
  public void stop() {
    operator.stop();
  }

  /** The administrator's client. */
  public KubernetesClient client() {
    return server.client();
  }

  /** The namespace it looks after. */
  public String namespace() {
    return namespace;
  }

  /** Creates or changes a ConfigMap of the user's. */
  public void posts(String name, Map<String, String> files) {
    var map =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName(name)
            .endMetadata()
            .withData(files)
            .build();
    client().resource(map).fieldManager("user").forceConflicts().serverSideApply();
  }

  /** Applies a site, as {@code kubectl apply --server-side} does. */
  public void apply(String name, String spec) {
    String yaml =
        "apiVersion: blogsite.dev/v1alpha1\nkind: BlogSite\nmetadata: {name: %s, namespace: %s}\nspec:\n"
                .formatted(name, namespace)
            + spec.indent(2);
    var site = client().getKubernetesSerialization().unmarshal(yaml, BlogSite.class);
    client().resource(site).fieldManager("user").forceConflicts().serverSideApply();
  }

  /** Applies a merge patch to a site. */
  public void patch(String name, String json) {
    client()
        .resources(BlogSite.class)
        .inNamespace(namespace)
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), json);
  }

  /** Sets an annotation of a site. */
  public void annotate(String name, String key, String value) {
    patch(name, "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(key, value));
  }

  /** The reasons of the events that the operator told about a site. */
  public List<String> told(String name) {
    return client().events().v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> event.getRegarding().getName().equals(name))
        // A busy API server tells of the Services, which have the site's name, too.
        .filter(event -> "blogsite-operator".equals(event.getReportingController()))
        .map(Event::getReason)
        .toList();
  }

  /** The site as it is. */
  public BlogSite site(String name) {
    return client().resources(BlogSite.class).inNamespace(namespace).withName(name).require();
  }

  /** Its rollouts, oldest first. */
  public List<BlogRollout> rollouts(String name) {
    return client().resources(BlogRollout.class).inNamespace(namespace).list().getItems().stream()
        .filter(rollout -> rollout.getSpec().site().equals(name))
        .sorted(Comparator.comparingLong(rollout -> rollout.getSpec().number()))
        .toList();
  }

  /** Waits for a site to be so. */
  public BlogSite await(String name, String what, Predicate<BlogSite> condition) {
    try {
      return Await.value(
          name + " " + what, DEADLINE, () -> Optional.of(site(name)).filter(condition));
    } catch (AssertionError e) {
      throw new AssertionError(
          e.getMessage() + "; it is " + site(name).getStatus() + "; " + kubelet.failure(), e);
    }
  }

  /** Waits for a site's phase. */
  public BlogSite awaitPhase(String name, String phase) {
    return await(
        name,
        "to be " + phase,
        site ->
            site.getStatus() != null
                && site.getStatus().phase() != null
                && site.getStatus().phase().name().equals(phase));
  }

  /** A condition as {@code status reason: message}; empty when it is not there. */
  public String condition(String name, String type) {
    var status = site(name).getStatus();
    List<Condition> conditions =
        status == null || status.conditions() == null ? List.of() : status.conditions();
    return conditions.stream()
        .filter(c -> c.type().equals(type))
        .map(c -> c.status() + " " + c.reason() + ": " + c.message())
        .findFirst()
        .orElse("");
  }

  /** Waits for the newest rollout, the n-th, to be in a phase. */
  public BlogRollout awaitRollout(String name, int number, String phase) {
    await(
        name,
        "to have rollout " + number + " " + phase,
        _ -> {
          var all = rollouts(name);
          return all.size() >= number
              && all.get(number - 1).getStatus() != null
              && phase.equals(all.get(number - 1).getStatus().phase());
        });
    return rollouts(name).get(number - 1);
  }

  @Override
  public void close() {
    operator.stop();
    kubelet.close();
    client.close();
    crawler.close();
    fan.close();
  }
}
