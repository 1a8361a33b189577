package dev.blogsite.operator.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.api.v1alpha1.BlogSite;
import dev.blogsite.api.v1alpha1.Condition;
import dev.blogsite.operator.testing.FakeBlog;
import dev.blogsite.operator.testing.Hub;
import dev.blogsite.testing.Await;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A site at rest, and what may be wrong with it. */
class SiteTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void waitsForAConfigMapThatIsMissing() {
    try (var hub = new Hub()) {
      hub.apply("garden", "version: '1'\ncontent: {configMapRefs: [{name: posts}]}");
      Await.until(
          "the complaint",
          SOON,
          () ->
              hub.condition("garden", Condition.READY)
                  .equals(
                      "False ContentUnusable: ConfigMap posts is missing; create it or remove its"
                          + " reference"));
      hub.posts("posts", Map.of("a.md", "# A"));
      hub.awaitPhase("garden", "Ready");
    }
  }

  @Test
  void theYoungerOfTwoSitesDoesNotGetTheirHost() {
    try (var hub = new Hub()) {
      hub.apply("older", "version: '1'\nhosts: [a.example.com]");
      hub.awaitPhase("older", "Ready");
      Await.until("another second", SOON, () -> aSecondAfter(hub.site("older")));
      hub.apply("younger", "version: '1'\nhosts: [a.example.com]");
      Await.until(
          "the complaint",
          SOON,
          () -> hub.condition("younger", Condition.READY).startsWith("False HostConflict"));
      hub.awaitPhase("older", "Ready");
    }
  }

  @Test
  void whatOthersChangeIsRepaired() {
    try (var hub = new Hub()) {
      hub.apply("garden", "version: '1'\nreplicas: 2");
      hub.awaitPhase("garden", "Ready");
      var client = hub.client();
      client.services().inNamespace(hub.namespace()).withName("garden").delete();
      client.apps().deployments().inNamespace(hub.namespace()).withName("garden-stable").scale(1);
      Await.until(
          "the repair",
          SOON,
          () ->
              client.services().inNamespace(hub.namespace()).withName("garden").get() != null
                  && client
                          .apps()
                          .deployments()
                          .inNamespace(hub.namespace())
                          .withName("garden-stable")
                          .require()
                          .getSpec()
                          .getReplicas()
                      == 2);
    }
  }

  @Test
  void aTrackWhoseLabelsWereChangedIsFoundAgain() {
    try (var hub = new Hub()) {
      hub.apply("garden", "version: '1'\nreplicas: 2");
      hub.awaitPhase("garden", "Ready");
      var stable =
          hub.client().apps().deployments().inNamespace(hub.namespace()).withName("garden-stable");
      String uid = stable.require().getMetadata().getUid();
      stable.edit(
          there -> {
            there.getMetadata().getLabels().put("app.kubernetes.io/managed-by", "me");
            return there;
          });
      Await.until("the repair", SOON, () -> Caches.sees(stable.require()));
      stable.scale(1);
      Await.until("to be kept again", SOON, () -> stable.require().getSpec().getReplicas() == 2);
      hub.awaitPhase("garden", "Ready");
      assertEquals(uid, stable.require().getMetadata().getUid());
    }
  }

  @Test
  void ownsNoFieldOfTheSpec() {
    try (var hub = new Hub()) {
      hub.apply("garden", "version: '1'");
      var site = hub.awaitPhase("garden", "Ready");
      site.getMetadata().getManagedFields().stream()
          .filter(entry -> entry.getManager().equals("blogsite-operator"))
          .forEach(
              entry ->
                  assertFalse(
                      entry.getFieldsV1().getAdditionalProperties().containsKey("f:spec"),
                      entry::toString));
    }
  }

  @Test
  void aSiteThatGoesLetsGoOfTheUsersConfigMaps() {
    try (var hub = new Hub()) {
      hub.posts("posts", Map.of("a.md", "# A"));
      hub.apply("garden", "version: '1'\ncontent: {configMapRefs: [{name: posts}]}");
      hub.awaitPhase("garden", "Ready");
      assertTrue(watched(hub));
      hub.client().resources(BlogSite.class).inNamespace(hub.namespace()).delete();
      Await.until(
          "the site to go",
          SOON,
          () ->
              hub.client()
                  .resources(BlogSite.class)
                  .inNamespace(hub.namespace())
                  .list()
                  .getItems()
                  .isEmpty());
      assertFalse(watched(hub));
    }
  }

  @Test
  void aSiteAtRestIsLeftAlone() {
    try (var hub = new Hub()) {
      hub.apply("garden", "version: '1'");
      hub.awaitPhase("garden", "Ready");
      // Quiet is when a whole second passes without a question to a pod.
      Await.until("rest", SOON, () -> restsFor(hub, Duration.ofSeconds(2)));
    }
  }

  private static boolean restsFor(Hub hub, Duration time) {
    int before = hub.pods.asked().size();
    Instant until = Instant.now().plus(time);
    Await.until("time to pass", SOON, () -> Instant.now().isAfter(until));
    return hub.pods.asked().size() == before;
  }

  private static boolean aSecondAfter(BlogSite site) {
    var created = Instant.parse(site.getMetadata().getCreationTimestamp());
    return Instant.now().isAfter(created.plusSeconds(1));
  }

  private static boolean watched(Hub hub) {
    var labels =
        hub.client()
            .configMaps()
            .inNamespace(hub.namespace())
            .withName("posts")
            .require()
            .getMetadata()
            .getLabels();
    return labels != null && labels.containsKey("blogsite.dev/watched");
  }

  @Test
  void aRightThatIsTakenAwayIsToldUntilItIsBack() {
    try (var hub = new Hub()) {
      hub.apply("garden", "version: '1'\nreplicas: 1");
      hub.awaitPhase("garden", "Ready");
      assertEquals(Optional.empty(), hub.unready());
      var role =
          hub.client().rbac().roles().inNamespace(hub.namespace()).list().getItems().getFirst();
      var less = new RoleBuilder(role).build();
      less.getRules().stream()
          .filter(rule -> rule.getApiGroups().contains("apps"))
          .forEach(rule -> rule.setVerbs(List.of("get", "list", "watch")));
      hub.client().resource(less).update();
      hub.patch("garden", "{\"spec\":{\"replicas\":2}}");
      Await.until(
          "the complaint",
          SOON,
          () ->
              hub.condition("garden", Condition.DEGRADED)
                  .startsWith("True ApiError: the API server answered 403"));
      role.getMetadata().setResourceVersion(null);
      hub.client().resource(role).update();
      hub.await(
          "garden",
          "to be whole again",
          _ -> hub.condition("garden", Condition.DEGRADED).startsWith("False AsDesired"));
    }
  }

  @Test
  void aSpecThatCannotBeCarriedOutIsNotCalledSeen() {
    try (var hub = new Hub()) {
      hub.apply("garden", "version: '1'\nreplicas: 1");
      var before = hub.awaitPhase("garden", "Ready").getStatus().observedGeneration();
      var role =
          hub.client().rbac().roles().inNamespace(hub.namespace()).list().getItems().getFirst();
      role.getRules().stream()
          .filter(rule -> rule.getApiGroups().contains("apps"))
          .forEach(rule -> rule.setVerbs(List.of("get", "list", "watch")));
      hub.client().resource(role).update();
      hub.patch("garden", "{\"spec\":{\"replicas\":2}}");
      hub.await(
          "garden",
          "to complain",
          _ -> hub.condition("garden", Condition.DEGRADED).startsWith("True ApiError"));
      assertEquals(before, hub.site("garden").getStatus().observedGeneration());
    }
  }

  @Test
  void podsThatTheOperatorCannotReachGoOnServingReaders() {
    try (var hub = new Hub()) {
      hub.apply("garden", "version: '1'");
      hub.awaitPhase("garden", "Ready");
      hub.pods.cut(true);
      hub.annotate("garden", "example.com/look", "again");
      hub.await(
          "garden",
          "to tell",
          _ -> hub.condition("garden", Condition.DEGRADED).startsWith("True PodsSilent"));
      hub.awaitPhase("garden", "Ready");
      assertTrue(hub.condition("garden", Condition.READY).startsWith("True"));
    }
  }

  @Test
  void postsThatAreLeftOutAreTold() {
    try (var hub = new Hub()) {
      hub.apply("garden", "version: '1'");
      hub.awaitPhase("garden", "Ready");
      leaveOut(hub, Map.of("b.md", "date is no; must be a date"));
      hub.annotate("garden", "example.com/look", "once");
      String told =
          "True PostsRefused: posts that cannot be read are left out: b.md:3: date is no; must be a"
              + " date";
      hub.await("garden", "to tell", _ -> hub.condition("garden", Condition.DEGRADED).equals(told));
      assertEquals(
          List.of("Deployed", "PostsRefused"), hub.told("garden").stream().sorted().toList());
      hub.awaitPhase("garden", "Ready");
      leaveOut(hub, Map.of());
      hub.annotate("garden", "example.com/look", "again");
      hub.await(
          "garden",
          "to be well",
          _ -> hub.condition("garden", Condition.DEGRADED).startsWith("False AsDesired"));
    }
  }

  private static void leaveOut(Hub hub, Map<String, String> posts) {
    for (var pod : hub.pods.all().values()) {
      if (pod instanceof FakeBlog blog) {
        blog.leaveOut(posts);
      }
    }
  }

  @Test
  void reportsTheGenerationItSaw() {
    try (var hub = new Hub()) {
      hub.apply("garden", "version: '1'");
      assertEquals(1, hub.awaitPhase("garden", "Ready").getStatus().observedGeneration());
    }
  }
}
