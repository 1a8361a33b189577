package dev.blogsite.e2e.bench;

import dev.blogsite.e2e.Await;
import dev.blogsite.e2e.Site;
import dev.blogsite.e2e.readers.Readers;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Makes sites to measure, each in a namespace of its own; closing it removes them. One thread. */
final class Bed implements AutoCloseable {
  static final String TITLE = "Bench";
  static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int POSTS = 12;

  private final KubernetesClient client;
  private final String address;
  private final String version;
  private final List<String> namespaces = new ArrayList<>();

  Bed(KubernetesClient client, String address, String version) {
    this.client = client;
    this.address = address;
    this.version = version;
  }

  KubernetesClient client() {
    return client;
  }

  /** The good version of the blog server. */
  String version() {
    return version;
  }

  /** A namespace with posts and a Service for readers, and no site yet. */
  Site empty() {
    var namespace = "bench-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt(), 6);
    client
        .namespaces()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    namespaces.add(namespace);
    var site = new Site(client, address, namespace, "garden");
    var posts = new ConfigMapBuilder().withNewMetadata().withName("posts").endMetadata();
    IntStream.rangeClosed(1, POSTS)
        .forEach(
            n ->
                posts.addToData(
                    "post-%d.md".formatted(n),
                    "---\ntitle: Post %d\ndate: 2026-01-%02d\n---\n\nWords.\n".formatted(n, n)));
    client.configMaps().inNamespace(namespace).resource(posts.build()).create();
    var _ = site.url();
    return site;
  }

  /** Applies the site, and does not wait. */
  void apply(Site site, int replicas, String rollout) {
    client
        .resource(
            """
            {"apiVersion":"blogsite.dev/v1alpha1","kind":"BlogSite",
             "metadata":{"name":"%s","namespace":"%s"},
             "spec":{"version":"%s","replicas":%d,
              "content":{"configMapRefs":[{"name":"posts"}]},
              "config":{"title":"%s"},
              "resources":{"requests":{"cpu":"20m","memory":"96Mi"},"limits":{"memory":"384Mi"}},
              "rollout":%s}}\
            """
                .formatted(site.name(), site.namespace(), version, replicas, TITLE, rollout))
        .create();
  }

  /** Readers of the home page and all posts, from the moment that it answers. */
  Readers readers(Site site, int perSecond) {
    var url = site.url();
    var pages =
        IntStream.rangeClosed(1, POSTS).mapToObj(n -> url.resolve("/posts/post-" + n)).toList();
    FirstAnswer.await(pages.getFirst());
    return Readers.of(pages, perSecond);
  }

  /** Waits until the site has that many rollouts, and the last of them is over. */
  static void awaitRollout(Site site, int count, String phase) {
    Await.until(
        "rollout %d of %s is %s".formatted(count, site.name(), phase),
        Duration.ofMinutes(5),
        () ->
            site.rollouts().stream()
                .map(rollout -> String.valueOf(rollout.<Object>get("status", "phase")))
                .toList(),
        phases -> phases.size() >= count && phases.getLast().equals(phase));
  }

  /** What a pod's ops port answers, through the API server; empty when it does not. */
  String ask(Site site, String pod, String path) {
    try {
      return client.raw(
          "/api/v1/namespaces/%s/pods/%s:8081/proxy%s".formatted(site.namespace(), pod, path));
    } catch (io.fabric8.kubernetes.client.KubernetesClientException e) {
      return "";
    }
  }

  /** Names of the site's pods that are not being deleted. */
  static List<String> pods(Site site, Map.Entry<String, String> label) {
    return site.pods(label.getKey(), label.getValue()).stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .map(pod -> pod.getMetadata().getName())
        .toList();
  }

  @Override
  public void close() {
    namespaces.forEach(name -> client.namespaces().withName(name).delete());
  }
}
