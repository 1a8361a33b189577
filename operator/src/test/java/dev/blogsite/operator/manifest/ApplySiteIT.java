package dev.blogsite.operator.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blogsite.testing.ApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real API server takes every object, and finds nothing to change when it comes again. */
class ApplySiteIT {
  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("blogsite-operator")
          .withFieldValidation("Strict")
          .build();

  private final KubernetesClient client = ApiServer.shared().client();
  private final String namespace = ApiServer.shared().namespace();
  private final Garden garden = new Garden(new SiteId(namespace, "garden", "uid"));

  @BeforeEach
  void enforceTheRestrictedStandard() {
    client
        .namespaces()
        .withName(namespace)
        .edit(
            n -> {
              n.getMetadata()
                  .getLabels()
                  .putAll(
                      Map.of(
                          "pod-security.kubernetes.io/enforce", "restricted",
                          "pod-security.kubernetes.io/enforce-version", "latest"));
              return n;
            });
  }

  @Test
  void everyObjectIsTakenAndASecondApplyChangesNothing() {
    for (var object : garden.objects()) {
      var first = apply(object);
      var second = apply(object);
      assertEquals(
          first.getMetadata().getResourceVersion(),
          second.getMetadata().getResourceVersion(),
          object.getKind() + " " + object.getMetadata().getName());
    }
  }

  @Test
  void podsMeetTheRestrictedStandard() {
    for (var object : garden.objects()) {
      if (object instanceof Deployment deployment) {
        var template = deployment.getSpec().getTemplate();
        var pod =
            new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(deployment.getMetadata().getName())
                .withLabels(template.getMetadata().getLabels())
                .endMetadata()
                .withSpec(template.getSpec())
                .build();
        assertEquals("Pod", client.resource(pod).create().getKind());
      }
    }
  }

  private HasMetadata apply(HasMetadata object) {
    return client.resource(object).patch(APPLY);
  }
}
