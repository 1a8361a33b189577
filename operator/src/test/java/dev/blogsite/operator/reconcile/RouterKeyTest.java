package dev.blogsite.operator.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.api.v1alpha1.Condition;
import dev.blogsite.operator.testing.Hub;
import dev.blogsite.testing.Await;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A site whose routers' key was damaged in the middle of a rollout. */
class RouterKeyTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String FIRST = "garden-router-key";
  private static final String SPEC =
      """
      replicas: 2
      slo: {objectives: [{name: availability, errorRatio: "0.01"}]}
      rollout: {steps: [{weight: "20"}, {weight: "50"}], interval: %s, watch: 1s, minRequests: 50}
      """;

  @Test
  void routersGetAnotherKeyThanATruncatedOne() {
    try (var hub = inMidStep()) {
      damage(hub, FIRST, Map.of("key", "AAAA"));
      awaitMounted(hub, FIRST + "-2");
      damage(hub, FIRST + "-2", Map.of());
      awaitMounted(hub, FIRST + "-3");
      hub.annotate("garden", "blogsite.dev/abort", "now");
      hub.awaitRollout("garden", 1, "Aborted");
      hub.client().secrets().inNamespace(hub.namespace()).withName(FIRST).delete();
      hub.patch("garden", "{\"spec\":{\"replicas\":1}}");
      awaitMounted(hub, FIRST);
    }
  }

  @Test
  void anAbortIsCarriedOutThoughThereIsNoKeyAtAll() {
    try (var hub = inMidStep()) {
      for (int number = 5; number > 1; number--) {
        hub.client().resource(copy(secret(hub, FIRST), FIRST + "-" + number)).create();
        damage(hub, FIRST + "-" + number, Map.of());
      }
      damage(hub, FIRST, Map.of("key", "AAAA"));
      hub.await(
          "garden",
          "to tell",
          _ ->
              hub.condition("garden", Condition.DEGRADED)
                  .startsWith("True ApiError: none of the Secrets garden-router-key to "));
      hub.annotate("garden", "blogsite.dev/abort", "now");
      hub.awaitRollout("garden", 1, "Aborted");
      hub.await(
          "garden",
          "to have answered",
          site ->
              site.getStatus().answered() != null
                  && "now".equals(site.getStatus().answered().abort()));
      assertEquals(1, hub.told("garden").stream().filter("RequestAccepted"::equals).count());
      hub.kubelet.known("garden").forEach(router -> assertEquals(0, router.weightPpm()));
      assertTrue(
          hub
              .client()
              .pods()
              .inNamespace(hub.namespace())
              .withLabel("app.kubernetes.io/component", "router")
              .list()
              .getItems()
              .stream()
              .allMatch(
                  pod -> pod.getMetadata().getAnnotations().containsKey("blogsite.dev/split")));
    }
  }

  private static void awaitMounted(Hub hub, String secret) {
    var routers =
        hub.client().apps().deployments().inNamespace(hub.namespace()).withName("garden-router");
    Await.until(
        secret + " to be mounted",
        SOON,
        () ->
            routers.require().getSpec().getTemplate().getSpec().getVolumes().stream()
                .anyMatch(
                    volume ->
                        volume.getSecret() != null
                            && secret.equals(volume.getSecret().getSecretName())));
  }

  private static Secret secret(Hub hub, String name) {
    return hub.client().secrets().inNamespace(hub.namespace()).withName(name).require();
  }

  private static Secret copy(Secret secret, String name) {
    return new SecretBuilder(secret)
        .editMetadata()
        .withName(name)
        .withResourceVersion(null)
        .withUid(null)
        .endMetadata()
        .build();
  }

  private static void damage(Hub hub, String name, Map<String, String> data) {
    hub.client()
        .secrets()
        .inNamespace(hub.namespace())
        .withName(name)
        .edit(secret -> new SecretBuilder(secret).withData(data).build());
  }

  /** A site with a canary that has 20 % of the readers for an hour. */
  private static Hub inMidStep() {
    var hub = new Hub();
    hub.apply("garden", "version: '1.4.0'\n" + SPEC.formatted("1s"));
    hub.awaitPhase("garden", "Ready");
    hub.apply("garden", "version: '1.5.0'\n" + SPEC.formatted("1h"));
    hub.awaitRollout("garden", 1, "Judging");
    return hub;
  }
}
