package dev.blogsite.operator.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.api.v1alpha1.Condition;
import dev.blogsite.operator.testing.FakeReaders;
import dev.blogsite.operator.testing.Hub;
import dev.blogsite.testing.Await;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goes on while a spec cannot be carried out, or something around a rollout fails. */
class HindranceTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String SPEC =
      """
      replicas: 2
      content: {configMapRefs: [{name: posts}]}
      slo: {objectives: [{name: availability, errorRatio: "0.01"}]}
      rollout:
        steps: [{weight: "20"}, {weight: "50"}]
        interval: %s
        watch: 1s
        minRequests: 50
      """;

  @Test
  void anAbortIsAnsweredThoughTheContentWasDeleted() {
    try (var hub = inMidStep()) {
      deletePosts(hub);
      assertTrue(hub.condition("garden", Condition.PROGRESSING).startsWith("True"));
      assertEquals("20", hub.site("garden").getStatus().weight());
      hub.annotate("garden", "blogsite.dev/abort", "now");
      hub.awaitRollout("garden", 1, "Aborted");
      assertTrue(hub.told("garden").contains("RequestAccepted"));
    }
  }

  @Test
  void aCanaryThatTurnsBadIsAbortedThoughTheContentWasDeleted() {
    try (var hub = inMidStep()) {
      deletePosts(hub);
      try (var _ = new FakeReaders(hub, "garden", 0.3)) {
        hub.awaitRollout("garden", 1, "Aborted");
      }
      var refused = hub.awaitPhase("garden", "Invalid").getStatus().refused();
      hub.posts("posts", Map.of("a.md", "# A"));
      hub.awaitPhase("garden", "Aborted");
      assertEquals(refused, hub.site("garden").getStatus().refused());
      assertEquals(1, hub.rollouts("garden").size());
    }
  }

  @Test
  void aRolloutIsFinishedThoughTheContentWasDeleted() {
    try (var hub = deployed();
        var _ = new FakeReaders(hub, "garden", 0)) {
      hub.apply("garden", "version: '1.5.0'\n" + SPEC.formatted("3s"));
      hub.awaitRollout("garden", 1, "Judging");
      deletePosts(hub);
      hub.awaitRollout("garden", 1, "Promoted");
      assertTrue(hub.condition("garden", Condition.READY).startsWith("False ContentUnusable"));
      hub.posts("posts", Map.of("a.md", "# A"));
      assertEquals("1.5.0", hub.awaitPhase("garden", "Ready").getStatus().version());
    }
  }

  @Test
  void stableIsKeptWhileTheContentIsMissing() {
    try (var hub = deployed()) {
      deletePosts(hub);
      var stable =
          hub.client().apps().deployments().inNamespace(hub.namespace()).withName("garden-stable");
      stable.scale(1);
      Await.until("the repair", SOON, () -> stable.require().getSpec().getReplicas() == 2);
      assertTrue(hub.condition("garden", Condition.READY).startsWith("False ContentUnusable"));
    }
  }

  @Test
  void anAbortIsCarriedOutThoughNothingElseCanBeWritten() {
    try (var hub = inMidStep()) {
      Role role =
          hub.client().rbac().roles().inNamespace(hub.namespace()).list().getItems().getFirst();
      Role less = new RoleBuilder(role).build();
      less.getRules().stream()
          .filter(rule -> rule.getResources().contains("services"))
          .forEach(rule -> rule.setVerbs(List.of("get", "list", "watch")));
      hub.client().resource(less).update();
      hub.client().services().inNamespace(hub.namespace()).withName("garden").delete();
      hub.await(
          "garden",
          "to tell",
          _ ->
              hub.condition("garden", Condition.DEGRADED)
                  .startsWith("True ApiError: the API server answered 403"));
      hub.annotate("garden", "blogsite.dev/abort", "now");
      hub.awaitRollout("garden", 1, "Aborted");
      role.getMetadata().setResourceVersion(null);
      hub.client().resource(role).update();
      hub.await(
          "garden",
          "to be whole again",
          _ -> hub.condition("garden", Condition.DEGRADED).startsWith("False AsDesired"));
    }
  }

  private static void deletePosts(Hub hub) {
    hub.client().configMaps().inNamespace(hub.namespace()).withName("posts").delete();
    hub.await(
        "garden",
        "to complain",
        _ -> hub.condition("garden", Condition.READY).startsWith("False ContentUnusable"));
  }

  /** A site with a canary that has 20 % of the readers for an hour. */
  private static Hub inMidStep() {
    var hub = deployed();
    hub.apply("garden", "version: '1.5.0'\n" + SPEC.formatted("1h"));
    hub.awaitRollout("garden", 1, "Judging");
    return hub;
  }

  private static Hub deployed() {
    var hub = new Hub();
    hub.posts("posts", Map.of("a.md", "# A"));
    hub.apply("garden", "version: '1.4.0'\n" + SPEC.formatted("1s"));
    hub.awaitPhase("garden", "Ready");
    return hub;
  }
}
