package dev.blogsite.operator.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blogsite.api.v1alpha1.Condition;
import dev.blogsite.operator.testing.Hub;
import dev.blogsite.testing.Await;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A site among objects that are not its own. */
class NeighboursTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void strangersObjectsAreNotTouched() {
    try (var hub = new Hub()) {
      hub.client().resource(shop(hub)).create();
      var account =
          new ServiceAccountBuilder()
              .withNewMetadata()
              .withNamespace(hub.namespace())
              .withName("garden")
              .endMetadata()
              .build();
      hub.client().resource(account).create();
      String before = service(hub, "garden").getMetadata().getResourceVersion();
      hub.apply("garden", "version: '1'");
      Await.until(
          "the complaint",
          SOON,
          () ->
              hub.condition("garden", Condition.READY)
                  .equals(
                      "False NameTaken: ServiceAccount garden is not this site's; delete it, or"
                          + " give the site another name; Service garden is not this site's; delete"
                          + " it, or give the site another name"));
      assertEquals(before, service(hub, "garden").getMetadata().getResourceVersion());
      hub.client().resource(shop(hub)).delete();
      hub.client().resource(account).delete();
      hub.awaitPhase("garden", "Ready");
    }
  }

  @Test
  void aSiteDoesNotTakeWhatAnotherSiteHas() {
    try (var hub = new Hub()) {
      hub.apply("garden", "version: '1'");
      hub.awaitPhase("garden", "Ready");
      String before = service(hub, "garden-stable").getMetadata().getResourceVersion();
      hub.apply("garden-stable", "version: '1'");
      Await.until(
          "the complaint",
          SOON,
          () ->
              hub.condition("garden-stable", Condition.READY)
                  .startsWith("False NameTaken: Service garden-stable is not this site's"));
      assertEquals(before, service(hub, "garden-stable").getMetadata().getResourceVersion());
      hub.awaitPhase("garden", "Ready");
    }
  }

  @Test
  void whatASiteLeftBehindIsTakenBack() {
    try (var hub = new Hub()) {
      hub.apply("garden", "version: '1'");
      hub.awaitPhase("garden", "Ready");
      // As after a restore from a backup, which knows no owners.
      var services = hub.client().services().inNamespace(hub.namespace()).withName("garden");
      hub.stop();
      services.edit(
          service -> {
            service.getMetadata().setOwnerReferences(null);
            return service;
          });
      hub.restart();
      Await.until(
          "an owner", SOON, () -> !services.require().getMetadata().getOwnerReferences().isEmpty());
    }
  }

  private static Service service(Hub hub, String name) {
    return hub.client().services().inNamespace(hub.namespace()).withName(name).require();
  }

  private static Service shop(Hub hub) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withNamespace(hub.namespace())
        .withName("garden")
        .endMetadata()
        .withNewSpec()
        .addToSelector("app", "shop")
        .addNewPort()
        .withPort(80)
        .endPort()
        .endSpec()
        .build();
  }
}
