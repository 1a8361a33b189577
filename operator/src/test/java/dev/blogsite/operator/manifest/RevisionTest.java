package dev.blogsite.operator.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.api.v1alpha1.Resources;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RevisionTest {
  private static final SiteId SITE = new SiteId("blogs", "garden", "uid");
  private final Revision first = Garden.revision("1.0.0");

  private Revision with(Resources resources, String title) {
    var yaml = ConfigYaml.of(title, "", "en", "info", Optional.empty());
    return Revision.of(first.image(), first.version(), resources, yaml, Garden.content());
  }

  @Test
  void comesBackFromItsObject() {
    var json = Serialization.asJson(Revisions.object(SITE, first, 3));
    var object = Serialization.unmarshal(json, ControllerRevision.class);
    assertEquals(Optional.of(first), Revisions.read(object));
    assertEquals("garden-" + first.name(), object.getMetadata().getName());
  }

  @Test
  void isNotReadFromAnObjectThatSaysSomethingElse() {
    var object = Revisions.object(SITE, first, 3);
    object.getMetadata().setName("garden-0000000000");
    assertEquals(Optional.empty(), Revisions.read(object));
    object.setData(Map.of("image", 7, "resources", "many"));
    assertEquals(Optional.empty(), Revisions.read(object));
    object.setData(null);
    assertEquals(Optional.empty(), Revisions.read(object));
  }

  @Test
  void isAnotherWithAnotherImageConfigurationOrSize() {
    var config = with(Garden.RESOURCES, "Other");
    var bigger =
        with(new Resources(null, new Resources.Amounts(null, new Quantity("1Gi"))), "Garden");
    assertNotEquals(first.name(), Garden.revision("1.0.1").name());
    assertNotEquals(first.name(), config.name());
    assertNotEquals(config.name(), bigger.name());
    assertFalse(config.isColdAfter(first));
    assertTrue(bigger.isColdAfter(first));
    assertTrue(Garden.revision("1.0.1").isColdAfter(first));
  }

  @Test
  void isTheSameHoweverAQuantityIsWritten() {
    var half =
        new Resources(new Resources.Amounts(new Quantity("500m"), new Quantity("1Gi")), null);
    var same =
        new Resources(new Resources.Amounts(new Quantity("0.5"), new Quantity("1024Mi")), null);
    assertEquals(with(half, "x").name(), with(same, "x").name());
    assertFalse(with(half, "x").isColdAfter(with(same, "x")));
  }

  @Test
  void aChangeOfContentChangesNoTemplate() {
    var before = Deployments.track(SITE, TrackName.STABLE, first, 2);
    var after = Deployments.track(SITE, TrackName.STABLE, with(Garden.RESOURCES, "Other"), 2);
    assertEquals(before.getSpec(), after.getSpec());
    assertNotEquals(before.getMetadata().getLabels(), after.getMetadata().getLabels());
  }
}
