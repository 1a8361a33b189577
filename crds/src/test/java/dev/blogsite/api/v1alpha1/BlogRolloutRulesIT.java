package dev.blogsite.api.v1alpha1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.blogsite.testing.ApiServer;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the API server keeps and refuses of a BlogRollout. */
class BlogRolloutRulesIT {
  private static BlogRollout create(String name) {
    var rollout = new BlogRollout();
    rollout.getMetadata().setName(name);
    rollout.getMetadata().setNamespace(ApiServer.shared().namespace());
    rollout.setSpec(new BlogRolloutSpec("garden", "0a1b2c3d4e", "6f9c01ab23", 2));
    return ApiServer.shared().client().resource(rollout).create();
  }

  @Test
  void refusesAChangeOfItsSpec() {
    var rollout = create("changed");
    rollout.setSpec(new BlogRolloutSpec("garden", "0a1b2c3d4e", "6f9c01ab23", 3));
    var refused =
        assertThrows(
            KubernetesClientException.class,
            () -> ApiServer.shared().client().resource(rollout).update());
    assertTrue(
        String.valueOf(refused.getMessage()).contains("change the BlogSite, which starts another"));
  }

  @Test
  void everyRuleHasARefusal() throws IOException {
    assertEquals(1, BlogSiteRulesIT.messages("blogrollouts").size());
  }

  @Test
  void keepsItsStatusToTheLastDigit() throws IOException {
    var rollout = create("kept");
    var evidence =
        new ObjectMapper()
            .readTree(
                "{\"logs\": [-745.1234567890123, 1e-300, 0.1], \"deep\": {\"n\":"
                    + " 9007199254740991}}");
    var at = Instant.parse("2026-11-01T10:00:00.123456Z");
    var counts =
        new StepRecord.Counts(
            "hub", "availability", 500L, 1L, 99_500L, 7L, Verdict.Pass, "E = 0.4");
    var step = new StepRecord(0, "0.5", at, null, Verdict.Pass, "no harm", List.of(counts));
    var status =
        new BlogRolloutStatus(
            "Judging",
            at,
            0,
            at,
            "1/4",
            7L,
            5000,
            "0.5",
            Verdict.Pass,
            at,
            null,
            "Judging",
            "…",
            List.of(step),
            evidence);
    rollout.setStatus(status);
    assertEquals(status, ApiServer.shared().client().resource(rollout).updateStatus().getStatus());
  }
}
