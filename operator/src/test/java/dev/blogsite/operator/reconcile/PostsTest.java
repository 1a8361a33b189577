package dev.blogsite.operator.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.blogsite.api.v1alpha1.BlogSite;
import dev.blogsite.operator.testing.FakeReaders;
import dev.blogsite.operator.testing.Hub;
import dev.blogsite.testing.Await;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The user's ConfigMaps, of which only a label is the operator's. */
class PostsTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private static final String QUICK =
      """
      version: '1'
      slo: {objectives: [{name: availability, errorRatio: "0.01"}]}
      rollout: {steps: [{weight: "50"}], interval: 1s, watch: 1s, minRequests: 50}
      """;

  @Test
  void aConfigMapThatIsReferredToNoMoreIsLetGo() {
    try (var hub = new Hub();
        var _ = new FakeReaders(hub, "garden", 0)) {
      hub.posts("posts", Map.of("a.md", "# A"));
      hub.apply("garden", QUICK + "content: {configMapRefs: [{name: posts}]}");
      hub.awaitPhase("garden", "Ready");
      var posts = hub.client().configMaps().inNamespace(hub.namespace()).withName("posts");
      assertEquals("true", posts.require().getMetadata().getLabels().get(Caches.WATCHED));
      hub.apply("garden", QUICK);
      Await.until(
          "the label to go",
          SOON,
          () ->
              posts.require().getMetadata().getLabels() == null
                  || posts.require().getMetadata().getLabels().isEmpty());
    }
  }

  @Test
  void aSiteAndItsConfigMapsCanBeDeletedTogether() {
    try (var hub = new Hub()) {
      hub.posts("posts", Map.of("a.md", "# A"));
      hub.apply("garden", "version: '1'\ncontent: {configMapRefs: [{name: posts}]}");
      hub.awaitPhase("garden", "Ready");
      var sites = hub.client().resources(BlogSite.class).inNamespace(hub.namespace());
      var posts = hub.client().configMaps().inNamespace(hub.namespace()).withName("posts");
      sites.withName("garden").delete();
      posts.delete();
      Await.until("the site to go", SOON, () -> sites.list().getItems().isEmpty());
      assertNull(posts.get(), "the ConfigMap came back");
    }
  }
}
