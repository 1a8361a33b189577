package dev.blogsite.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blogsite.e2e.readers.Readers;
import dev.blogsite.e2e.readers.Tally;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** A site of one test, in a namespace of its own. Used by one thread. */
final class TestSite implements AutoCloseable {
  static final Duration SOON = Duration.ofMinutes(2);

  /** How long a rollout may take; less when it is known that some will never end. */
  static final Duration ROLLOUT =
      Duration.parse(System.getenv().getOrDefault("BLOGSITE_E2E_PATIENCE", "PT5M"));

  static final int POSTS = 12;

  private final World world;
  private final Site site;

  private TestSite(World world, Site site) {
    this.world = world;
    this.site = site;
  }

  static TestSite in(World world, String name) {
    var suffix = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt(), 5);
    var namespace = name + "-" + suffix;
    world
        .client()
        .namespaces()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build())
        .create();
    var created =
        new TestSite(world, new Site(world.client(), world.cluster().address(), namespace, name));
    created.posts(posts(POSTS));
    return created;
  }

  /** Writes the posts' ConfigMap anew. */
  void posts(Map<String, String> files) {
    world
        .client()
        .configMaps()
        .inNamespace(site.namespace())
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("posts")
                .endMetadata()
                .withData(files)
                .build())
        .forceConflicts()
        .serverSideApply();
  }

  /** Posts named {@code post-1.md} and so on. */
  static Map<String, String> posts(int count) {
    var files = new TreeMap<String, String>();
    IntStream.rangeClosed(1, count)
        .forEach(
            n ->
                files.put(
                    "post-%d.md".formatted(n),
                    "---\ntitle: Post %d\ndate: 2026-01-%02d\ntags: [test]\n---\nWords of %d.\n"
                        .formatted(n, n, n)));
    return files;
  }

  /**
   * Creates the site with quick rollouts (steps of seconds, 50 requests) and waits for it.
   *
   * @param version of the first deployment
   */
  void deploy(String version) {
    create(version, "");
    site.awaitPhase("Ready", SOON);
  }

  /** The same with steps that last long enough for a test to interfere. */
  void deploySlow(String version) {
    deploy(version, "{\"steps\":[{\"weight\":\"50\"}],\"interval\":\"25s\"}");
  }

  /** The same with two steps, 10 and 50 %. */
  void deployTwoSteps(String version) {
    deploy(version, "{\"interval\":\"15s\"}");
  }

  private void deploy(String version, String rollout) {
    create(version, "");
    site.spec("{\"rollout\":" + rollout + "}");
    site.awaitPhase("Ready", SOON);
  }

  /**
   * Creates the site and does not wait; {@code more} is added to the spec, as in {@code ,"a":1}.
   * Slow is what takes a second: a machine that many share stands still for a third of one now and
   * then, and the canary's few pods with it.
   */
  void create(String version, String more) {
    world
        .client()
        .resource(
            """
            {"apiVersion":"blogsite.dev/v1alpha1","kind":"BlogSite",
             "metadata":{"name":"%s","namespace":"%s"},
             "spec":{"version":"%s","replicas":2,
              "content":{"configMapRefs":[{"name":"posts"}]},
              "config":{"title":"A test"},
              "resources":{"requests":{"cpu":"20m","memory":"96Mi"},"limits":{"memory":"384Mi"}},
              "slo":{"objectives":[{"name":"availability","errorRatio":"0.01"},
                                   {"name":"latency","threshold":"1s","percentile":95}]},
              "rollout":{"steps":[{"weight":"10"},{"weight":"50"}],"interval":"5s",
                         "minRequests":50,"watch":"5s","progressDeadline":"2m",
                         "inconclusiveDeadline":"2m"}%s}}\
            """
                .formatted(site.name(), site.namespace(), version, more))
        .create();
  }

  /** The site as its users see it. */
  Site api() {
    return site;
  }

  /** Readers of the home page, the archive and every post. */
  Readers readers(int perSecond) {
    var url = site.url();
    var pages =
        IntStream.rangeClosed(1, POSTS).mapToObj(n -> url.resolve("/posts/post-" + n)).toList();
    awaitAnswer(pages.getFirst());
    return Readers.of(pages, perSecond);
  }

  private static void awaitAnswer(URI page) {
    // A new NodePort takes kube-proxy a moment.
    Await.until(
        page + " answers",
        SOON,
        () -> {
          try (var readers = Readers.of(List.of(page), 10)) {
            return Await.until(
                "an answer", Duration.ofSeconds(30), readers::tally, tally -> tally.total() > 0);
          }
        },
        tally -> tally.failures() == 0);
  }

  /** Fails when a reader's request did, and tells what the routers said of it. */
  void expectNoFailure(Tally tally) {
    assertEquals(0, tally.failures(), () -> tally + "; the routers: " + complaints());
  }

  private List<String> complaints() {
    return site.pods("app.kubernetes.io/component", "router").stream()
        .flatMap(router -> world.client().pods().resource(router).getLog().lines())
        .filter(line -> line.contains("\"WARN\"") || line.contains("\"ERROR\""))
        .toList();
  }

  /** Changes the version and returns at once. */
  void upgrade(String version) {
    site.spec("{\"version\":\"" + version + "\"}");
  }

  /** The number of rollouts and the phase of the newest, as in {@code 1 Promoted}; one request. */
  private String newestRollout() {
    var rollouts = site.rollouts();
    Object phase = rollouts.isEmpty() ? null : rollouts.getLast().get("status", "phase");
    return rollouts.size() + " " + (phase == null ? "" : phase);
  }

  /** Waits until the newest rollout, the n-th, is in a phase. */
  void awaitRollout(int n, String phase) {
    Await.until(
        site.name() + "'s rollout " + n + " is " + phase,
        ROLLOUT,
        () -> newestRollout() + " | " + site.summary(),
        seen -> seen.startsWith(n + " " + phase));
  }

  /** Waits until the canary has weight. */
  void awaitCanary() {
    Await.until(
        site.name() + " has a canary with weight",
        ROLLOUT,
        site::summary,
        seen -> !seen.contains(" weight=0 ") && !seen.contains(" weight= "));
  }

  /** Waits until the canary is to get that part of the readers, in percent. */
  void awaitWeight(String percent) {
    Await.until(
        site.name() + "'s canary has " + percent + " % of the readers",
        ROLLOUT,
        site::summary,
        seen -> hasWeight(seen, percent));
  }

  /**
   * Waits until the first rollout is promoted, and fails when a weight that it had left is back.
   */
  void awaitPromotionWithoutWeight(String left) {
    Await.until(
        site.name() + "'s rollout goes on where it was, and is promoted",
        ROLLOUT,
        () -> {
          var summary = site.summary();
          if (hasWeight(summary, left)) {
            throw new AssertionError("back at " + left + " %: " + summary);
          }
          return newestRollout() + " | " + summary;
        },
        seen -> seen.startsWith("1 Promoted"));
  }

  private static boolean hasWeight(String summary, String percent) {
    return summary.contains(" weight=" + percent + " ");
  }

  /** The number of the split last asked for, as the newest rollout says. */
  long epoch() {
    return Long.parseLong(site.rollouts().getLast().get("status", "epoch").toString());
  }

  /** The steps that the newest rollout has begun, in order. */
  List<Integer> stepsBegun() {
    List<Map<String, Object>> steps = site.rollouts().getLast().get("status", "steps");
    return steps.stream().map(step -> (Integer) step.get("index")).toList();
  }

  /** Erases the status of the site and of its rollouts, as a restore from Git does. */
  void eraseStatus() {
    eraseStatus(site.resource());
    site.rollouts().forEach(rollout -> eraseStatus(world.client().resource(rollout)));
  }

  /** Whatever version it has by now: the operator writes all the while. */
  private static void eraseStatus(Resource<GenericKubernetesResource> resource) {
    resource
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":null}");
  }

  /** Objects of the site that are still there, as {@code Kind/name}. */
  List<String> left() {
    return Leftovers.of(site);
  }

  /** Whether the rollout neither advanced nor ended for that long. */
  boolean holds(Duration span) {
    var end = Instant.now().plus(span);
    var step = site.status("step");
    // The watch has another weight, and is no step of its own.
    var weight = site.status("weight");
    while (Instant.now().isBefore(end)) {
      var newest = newestRollout();
      if (!site.status("step").equals(step)
          || !site.status("weight").equals(weight)
          || newest.endsWith(" Aborted")
          || newest.endsWith(" Promoted")) {
        return false;
      }
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    }
    return true;
  }

  /** How many readers the canary answered in the next span. */
  long canaryAnswersWithin(Readers readers, Duration span) {
    long before = readers.tally().on("canary");
    var end = Instant.now().plus(span);
    while (Instant.now().isBefore(end)) {
      LockSupport.parkNanos(Duration.between(Instant.now(), end).toNanos());
    }
    return readers.tally().on("canary") - before;
  }

  /** Which part of the readers' requests the canary answers in the next span; 0 to 1. */
  double canaryShareWithin(Readers readers, Duration span) {
    var before = readers.tally();
    long canary = canaryAnswersWithin(readers, span);
    return (double) canary / (readers.tally().total() - before.total());
  }

  @Override
  public void close() {
    world.client().namespaces().withName(site.namespace()).delete();
  }
}
