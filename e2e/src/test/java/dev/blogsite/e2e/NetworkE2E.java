package dev.blogsite.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Who reaches whom, on a cluster whose network keeps NetworkPolicies. */
@ExtendWith(World.Extension.class)
@ResourceLock(value = World.OPERATOR, mode = ResourceAccessMode.READ)
class NetworkE2E {
  private static final int HTTP = 8080;
  private static final int OPS = 8081;
  private static final Map<String, String> STRANGER = Map.of("app", "stranger");

  private final World world;

  NetworkE2E(World world) {
    this.world = world;
  }

  @Test
  void aStrangerReachesTheRouterAndOfABlogTheOpsPortOnly() {
    try (var site = world.site("apart")) {
      site.deploy("1.0.0");
      var blog = pod(site, "blog");
      refused(ask(site, STRANGER, blog, HTTP));
      answered(ask(site, STRANGER, blog, OPS));
      answered(ask(site, STRANGER, pod(site, "router"), HTTP));
      try (var readers = site.readers(20)) {
        site.expectNoFailure(readers.stop());
      }
    }
  }

  @Test
  void aBlogReachesNobody() {
    try (var site = world.site("alone")) {
      site.deploy("1.0.0");
      var blog = pod(site, "blog");
      var like = blog.getMetadata().getLabels();
      // Without the track, so that neither a Deployment nor a Service takes it for its own.
      var labels =
          Map.of(
              "app.kubernetes.io/name", like.get("app.kubernetes.io/name"),
              "app.kubernetes.io/instance", like.get("app.kubernetes.io/instance"),
              "app.kubernetes.io/component", like.get("app.kubernetes.io/component"));
      refused(ask(site, labels, pod(site, "router"), HTTP));
    }
  }

  private static Pod pod(TestSite site, String component) {
    return site.api().pods("app.kubernetes.io/component", component).getFirst();
  }

  /** What a new pod in the site's namespace says of another pod's port. */
  private String ask(TestSite site, Map<String, String> labels, Pod whom, int port) {
    var url = "http://%s:%d".formatted(whom.getStatus().getPodIP(), port);
    var asking = world.client().resource(asking(site, labels, url)).create();
    var pod =
        world
            .client()
            .pods()
            .inNamespace(asking.getMetadata().getNamespace())
            .withName(asking.getMetadata().getName());
    Await.until(
        "a pod has asked " + url,
        TestSite.SOON,
        () -> pod.get().getStatus().getPhase(),
        phase -> phase.equals("Failed") || phase.equals("Succeeded"));
    return pod.getLog();
  }

  /** The operator's image looks for an operator; whether it finds one, any answer is told. */
  private Pod asking(TestSite site, Map<String, String> labels, String url) {
    var operator =
        world.client().pods().inNamespace(Project.OPERATOR_NAMESPACE).list().getItems().stream()
            .filter(one -> "Running".equals(one.getStatus().getPhase()))
            .findFirst()
            .orElseThrow()
            .getSpec();
    var container = operator.getContainers().getFirst();
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(site.api().namespace())
        .withGenerateName("asking-")
        .withLabels(labels)
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .withAutomountServiceAccountToken(false)
        .withSecurityContext(operator.getSecurityContext())
        .addNewContainer()
        .withName("check")
        .withImage(container.getImage())
        .withImagePullPolicy(container.getImagePullPolicy())
        .withArgs("check", "--url", url, "--patience", "PT0S")
        .withSecurityContext(container.getSecurityContext())
        .withNewResources()
        .addToLimits("memory", new Quantity("256Mi"))
        .endResources()
        .endContainer()
        .endSpec()
        .build();
  }

  private static void answered(String said) {
    assertTrue(said.contains("/readyz answered "), said);
  }

  private static void refused(String said) {
    assertTrue(said.contains("/readyz did not answer: java.net.http.HttpConnectTimeout"), said);
  }
}
