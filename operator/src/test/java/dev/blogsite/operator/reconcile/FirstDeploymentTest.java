package dev.blogsite.operator.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blogsite.api.v1alpha1.Condition;
import dev.blogsite.operator.testing.Hub;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstDeploymentTest {

  @Test
  void bringsANewSiteToItsReaders() {
    try (var hub = new Hub()) {
      hub.posts("garden-posts", Map.of("hello.md", "# Hello"));
      hub.apply(
          "garden",
          """
          version: "1.4.0"
          replicas: 2
          content: {configMapRefs: [{name: garden-posts}]}
          """);
      var status = hub.awaitPhase("garden", "Ready").getStatus();
      assertEquals("1.4.0", status.version());
      assertEquals(
          "True Serving: stable serves what the spec asks for",
          hub.condition("garden", Condition.READY));
      assertEquals(List.of("Deployed"), hub.told("garden"));
      var routers = hub.kubelet.known("garden");
      assertEquals(2, routers.size());
      routers.forEach(
          router -> {
            assertEquals(0, router.weightPpm());
            assertEquals(
                status.stableRevision(), router.split().path("stable").path("revision").asText());
          });
    }
  }
}
