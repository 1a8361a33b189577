package dev.blogsite.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.api.v1alpha1.BlogSite;
import dev.blogsite.testing.ApiServer;
import dev.blogsite.testing.Await;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both charts and the example on a real API server, which runs no pod. */
class ChartInstallIT {
  private final ApiServer server = ApiServer.shared();
  private final KubernetesClient client = server.client();
  private final String namespace = server.namespace();

  @BeforeEach
  void enforceTheRestrictedStandard() {
    client
        .namespaces()
        .withName(namespace)
        .edit(
            n -> {
              n.getMetadata()
                  .getLabels()
                  .putAll(Map.of("pod-security.kubernetes.io/enforce", "restricted"));
              return n;
            });
  }

  @AfterEach
  void uninstall() throws Exception {
    run("helm", "uninstall", "blogsite", "--namespace", namespace, "--ignore-not-found");
  }

  private String run(String program, String... arguments) throws IOException, InterruptedException {
    var environment = Map.of("KUBECONFIG", server.kubeconfig().toString());
    var ended = Helm.run(environment, program, arguments);
    assertEquals(0, ended.code(), ended.output());
    return ended.output();
  }

  private void install(String... more) throws IOException, InterruptedException {
    // The CRDs are there already, made by the tests' server.
    var fixed = "upgrade --install blogsite charts/blogsite-operator --take-ownership --namespace ";
    var arguments = new ArrayList<>(List.of((fixed + namespace).split(" ")));
    arguments.addAll(List.of(more));
    var output = run("helm", arguments.toArray(String[]::new));
    assertFalse(output.contains("would violate PodSecurity"), output);
  }

  /** Whether the operator may do something, such as {@code get pods/proxy}. */
  private boolean may(String verb, String group, String resource, String where) {
    var parts = resource.split("/", 2);
    var review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser("system:serviceaccount:" + namespace + ":blogsite-operator")
            .withNewResourceAttributes()
            .withVerb(verb)
            .withGroup(group)
            .withResource(parts[0])
            .withSubresource(parts.length > 1 ? parts[1] : null)
            .withNamespace(where)
            .endResourceAttributes()
            .endSpec()
            .build();
    return client.resource(review).create().getStatus().getAllowed();
  }

  @Test
  void theOperatorsPodsAreAdmittedUnderTheRestrictedStandard() throws Exception {
    install();
    var deployment =
        client.apps().deployments().inNamespace(namespace).withName("blogsite-operator").get();
    assertNotNull(deployment);
    var pod =
        new PodBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName("operator")
            .endMetadata()
            .withSpec(deployment.getSpec().getTemplate().getSpec())
            .build();
    assertEquals("Pod", client.resource(pod).create().getKind());
  }

  @Test
  void theOperatorMayDoItsWorkAndNothingElse() throws Exception {
    install();
    grants(() -> may("update", "", "pods/proxy", "elsewhere"), true);
    grants(() -> may("get", "", "pods/proxy", "elsewhere"), true);
    grants(() -> may("patch", "coordination.k8s.io", "leases", namespace), true);
    assertTrue(may("patch", "apps", "deployments", "elsewhere"));
    assertTrue(may("patch", "blogsite.dev", "blogsites/status", "elsewhere"));
    assertFalse(may("patch", "coordination.k8s.io", "leases", "elsewhere"));
    assertFalse(may("list", "", "secrets", "elsewhere"));
    assertFalse(may("watch", "", "secrets", "elsewhere"));
    assertFalse(may("create", "", "pods/exec", "elsewhere"));
    assertFalse(may("delete", "", "pods", "elsewhere"));
    assertFalse(may("create", "blogsite.dev", "blogsites", "elsewhere"));
    assertFalse(may("delete", "blogsite.dev", "blogsites", "elsewhere"));
    assertFalse(may("create", "rbac.authorization.k8s.io", "rolebindings", "elsewhere"));
    assertFalse(may("list", "", "nodes", ""));
  }

  @Test
  void withNamespacesToWatchItHasNoRightElsewhere() throws Exception {
    var watched = server.namespace();
    install("--set", "watchNamespaces={" + watched + "}");
    grants(() -> may("get", "", "secrets", watched), true);
    grants(() -> may("get", "", "secrets", "elsewhere"), false);
  }

  @Test
  void blogSitesSurviveThatTheReleaseGoes() throws Exception {
    install();
    run("kubectl", "apply", "-n", namespace, "-f", "examples/garden.yaml");
    run("helm", "uninstall", "blogsite", "--namespace", namespace);
    assertNotNull(client.resources(BlogSite.class).inNamespace(namespace).withName("garden").get());
  }

  @Test
  void theExampleIsTakenAsItIsAndTwice() throws Exception {
    run("kubectl", "apply", "-n", namespace, "--validate=strict", "-f", "examples/garden.yaml");
    var again = run("kubectl", "apply", "-n", namespace, "-f", "examples/garden.yaml");
    assertTrue(again.contains("blogsite.blogsite.dev/garden unchanged"), again);
  }

  @Test
  void aReleaseOfTheBlogsChartIsOneSite() throws Exception {
    var post = Files.createTempFile("post", ".md");
    try {
      Files.writeString(post, "---\ntitle: A\n---\nWords, and a {{ brace }}.\n");
      run(
          "helm",
          "install",
          "diary",
          "charts/blogsite",
          "--namespace",
          namespace,
          "--set-file",
          "posts.a\\.md=" + post,
          "--set",
          "content.configMapRefs[0].name=more,config.title=Diary,replicas=3",
          "--set",
          "hosts={diary.example.com},ingressClassName=nginx",
          "--set-string",
          "rollout.steps[0].weight=5",
          "--set",
          "resources.limits.memory=256Mi");
    } finally {
      Files.delete(post);
    }
    var site = client.resources(BlogSite.class).inNamespace(namespace).withName("diary").get();
    var yaml = client.getKubernetesSerialization().asYaml(site.getSpec());
    assertTrue(yaml.contains("- name: \"diary-posts\"\n  - name: \"more\""), yaml);
    assertEquals(3, site.getSpec().replicas());
    var posts = client.configMaps().inNamespace(namespace).withName("diary-posts").get();
    assertEquals("---\ntitle: A\n---\nWords, and a {{ brace }}.\n", posts.getData().get("a.md"));
  }

  /** The API server's authorizer sees new roles a moment later. */
  private static void grants(Callable<Boolean> question, boolean answer) {
    Await.until(
        "the right to be " + answer, Duration.ofSeconds(20), () -> question.call() == answer);
  }
}
