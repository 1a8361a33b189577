package dev.blogsite.operator.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.operator.cluster.Writer;
import dev.blogsite.operator.manifest.Deployments;
import dev.blogsite.operator.manifest.SiteId;
import dev.blogsite.testing.ApiServer;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A leader that hung between seeing and doing, while another one led. */
class KeeperIT {

  private final KubernetesClient client = ApiServer.shared().client();
  private final Writer writer = new Writer(client);
  private final Keeper keeper = new Keeper(new Caches(), writer, client, "localhost/blog:router");
  private final SiteId site = new SiteId(ApiServer.shared().namespace(), "garden", "uid");

  private Deployment desired() {
    return Deployments.router(site, "localhost/blog:router", "garden-router-key");
  }

  private static int conflict(Keeper keeper, Deployment desired, Optional<Deployment> seen) {
    return assertThrows(KubernetesClientException.class, () -> keeper.unchanged(desired, seen))
        .getCode();
  }

  @Test
  void aDeploymentThatIsAsItWasSeenMayBeWritten() {
    assertEquals(Optional.empty(), keeper.unchanged(desired(), Optional.empty()));
    Deployment seen = writer.apply(desired());
    // Its controller reports; nobody asked for something else.
    Deployment reported =
        client
            .resource(
                new DeploymentBuilder(seen)
                    .withStatus(new DeploymentStatusBuilder().withReplicas(1).build())
                    .build())
            .updateStatus();
    assertEquals(
        Optional.of(reported.getMetadata().getResourceVersion()),
        keeper
            .unchanged(desired(), Optional.of(seen))
            .map(there -> there.getMetadata().getResourceVersion()));
  }

  @Test
  void oneThatAnotherLeaderHasChangedMayNot() {
    Deployment seen = writer.apply(desired());
    Deployment other = desired();
    other.getMetadata().getLabels().put("blogsite.dev/revision", "9876543210");
    writer.apply(other);
    assertEquals(409, conflict(keeper, desired(), Optional.of(seen)));
  }

  @Test
  void oneThatAnotherLeaderHasMadeOrRemovedMayNot() {
    Deployment seen = writer.apply(desired());
    assertEquals(409, conflict(keeper, desired(), Optional.empty()));
    client.resource(seen).delete();
    assertEquals(409, conflict(keeper, desired(), Optional.of(seen)));
  }

  @Test
  void oneThatWasOverlookedForItsLabelsIsSeenAgainAndKeepsWhatItIs() {
    Deployment theirs = desired();
    theirs.getMetadata().getLabels().put("app.kubernetes.io/managed-by", "me");
    theirs.getMetadata().getLabels().put("blogsite.dev/revision", "9876543210");
    Deployment before = writer.apply(theirs);
    assertEquals(409, conflict(keeper, desired(), Optional.empty()));
    Deployment after = client.resource(before).require();
    assertTrue(Caches.sees(after));
    assertEquals("9876543210", after.getMetadata().getLabels().get("blogsite.dev/revision"));
    assertEquals(Optional.of(after), keeper.unchanged(desired(), Optional.of(after)));
  }

  @Test
  void aStrangersIsNotCalledARace() {
    Deployment theirs = desired();
    theirs.getMetadata().setOwnerReferences(null);
    theirs.getMetadata().setLabels(Map.of("app", "shop"));
    client.resource(theirs).create();
    assertInstanceOf(
        NameTaken.class,
        assertThrows(
            KubernetesClientException.class, () -> keeper.unchanged(desired(), Optional.empty())));
    assertFalse(Caches.sees(client.resource(theirs).require()));
  }
}
