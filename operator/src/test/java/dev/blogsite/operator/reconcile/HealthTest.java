package dev.blogsite.operator.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blogsite.api.v1alpha1.BlogSite;
import dev.blogsite.api.v1alpha1.Condition;
import dev.blogsite.api.v1alpha1.SitePhase;
import dev.blogsite.operator.metrics.Counters;
import dev.blogsite.operator.rollout.Observed;
import dev.blogsite.operator.rollout.Track;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthTest {

  @Test
  void podsOfOneTemplateThatRunDifferentImagesAreTold() {
    Condition degraded = degraded(List.of(pod("a", "t1", "sha256:1"), pod("b", "t1", "sha256:2")));
    assertEquals("ImagesDiffer", degraded.reason());
    assertEquals(
        "pods of stable run different images under one reference: sha256:1, sha256:2; name the"
            + " image by digest",
        degraded.message());
  }

  @Test
  void podsOfTwoTemplatesMayRunDifferentImages() {
    Condition degraded = degraded(List.of(pod("a", "t1", "sha256:1"), pod("b", "t2", "sha256:2")));
    assertEquals("AsDesired", degraded.reason());
  }

  private static Condition degraded(List<Pod> pods) {
    var track =
        new Track(
            true, "r", 2, 2, Duration.ZERO, Optional.empty(), Optional.empty(), Optional.empty());
    var observed =
        new Observed(
            "garden",
            Instant.EPOCH,
            "r",
            track,
            true,
            Track.ABSENT,
            Optional.empty(),
            true,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var seen =
        new Seen(
            observed,
            Optional.empty(),
            Optional.empty(),
            pods,
            Map.of(),
            Optional.empty(),
            List.of(),
            Counters.NONE,
            Wishes.NOTHING);
    var site = new BlogSite();
    site.setMetadata(new ObjectMetaBuilder().withName("garden").withGeneration(1L).build());
    var conditions = new Conditions(site, Instant.EPOCH);
    Health.degraded(conditions, seen, SitePhase.Ready);
    return conditions.list().getFirst();
  }

  private static Pod pod(String name, String template, String image) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels("blogsite.dev/track", "stable")
        .addToLabels("blogsite.dev/template", template)
        .endMetadata()
        .withNewStatus()
        .addNewContainerStatus()
        .withImageID(image)
        .endContainerStatus()
        .endStatus()
        .build();
  }
}
