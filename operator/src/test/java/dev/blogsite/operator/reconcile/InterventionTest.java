package dev.blogsite.operator.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.api.v1alpha1.BlogRollout;
import dev.blogsite.api.v1alpha1.BlogSite;
import dev.blogsite.api.v1alpha1.Condition;
import dev.blogsite.operator.testing.FakeReaders;
import dev.blogsite.operator.testing.Hub;
import dev.blogsite.testing.Await;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** People and accidents in the middle of a rollout. */
class InterventionTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String OBJECTIVES =
      """
      {"objectives": [{"name": "availability", "errorRatio": "0.01"},
                      {"name": "speed", "threshold": "100ms", "percentile": 95}]}
      """;
  private static final String SPEC =
      """
      replicas: 2
      slo: {objectives: [{name: availability, errorRatio: "0.01"}]}
      rollout:
        steps: [{weight: "20"}, {weight: "50"}]
        interval: %s
        watch: 1s
        minRequests: 50
        progressDeadline: 10s
        inconclusiveDeadline: 3s
      """;

  @Test
  void aNewerRevisionReplacesTheCanary() {
    try (var hub = inMidStep();
        var _ = new FakeReaders(hub, "garden", 0)) {
      hub.apply("garden", "version: '1.6.0'\n" + SPEC.formatted("1s"));
      hub.awaitRollout("garden", 1, "Superseded");
      hub.awaitRollout("garden", 2, "Promoted");
      assertEquals("1.6.0", hub.awaitPhase("garden", "Ready").getStatus().version());
    }
  }

  @Test
  void aChangeBackIsAnImmediateAbort() {
    try (var hub = inMidStep()) {
      hub.apply("garden", "version: '1.4.0'\n" + SPEC.formatted("1h"));
      hub.awaitRollout("garden", 1, "Aborted");
      hub.awaitPhase("garden", "Ready");
    }
  }

  @Test
  void anAbortByAnnotationIsAnsweredAndRefusesTheRevisionUntilARetry() {
    try (var hub = inMidStep();
        var _ = new FakeReaders(hub, "garden", 0)) {
      hub.annotate("garden", "blogsite.dev/abort", "now");
      hub.awaitRollout("garden", 1, "Aborted");
      hub.awaitPhase("garden", "Aborted");
      assertTrue(hub.told("garden").contains("RequestAccepted"));
      assertEquals(1, hub.rollouts("garden").size());
      hub.patch("garden", "{\"spec\":{\"rollout\":{\"interval\":\"1s\"}}}");
      hub.annotate("garden", "blogsite.dev/retry", "once");
      hub.awaitRollout("garden", 2, "Promoted");
      hub.awaitPhase("garden", "Ready");
    }
  }

  @Test
  void theSameAbortIsAnsweredAnewOnceItsAnnotationWent() {
    try (var hub = inMidStep()) {
      hub.annotate("garden", "blogsite.dev/abort", "now");
      hub.awaitRollout("garden", 1, "Aborted");
      hub.patch("garden", "{\"metadata\":{\"annotations\":{\"blogsite.dev/abort\":null}}}");
      hub.await("garden", "to forget", site -> site.getStatus().answered() == null);
      hub.apply("garden", "version: '1.6.0'\n" + SPEC.formatted("1h"));
      hub.awaitRollout("garden", 2, "Judging");
      hub.annotate("garden", "blogsite.dev/abort", "now");
      hub.awaitRollout("garden", 2, "Aborted");
      assertEquals(2, hub.told("garden").stream().filter("RequestAccepted"::equals).count());
    }
  }

  @Test
  void anAbortThatWasAnsweredDoesNotEndALaterRolloutWhenTheStatusIsErased() {
    try (var hub = inMidStep()) {
      hub.annotate("garden", "blogsite.dev/abort", "now");
      hub.awaitRollout("garden", 1, "Aborted");
      hub.awaitPhase("garden", "Aborted");
      hub.apply("garden", "version: '1.6.0'\n" + SPEC.formatted("1h"));
      hub.awaitRollout("garden", 2, "Judging");
      hub.client()
          .resources(BlogSite.class)
          .inNamespace(hub.namespace())
          .withName("garden")
          .subresource("status")
          .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":null}");
      hub.await(
          "garden",
          "to be reported again",
          site -> site.getStatus() != null && site.getStatus().answered() != null);
      hub.awaitRollout("garden", 2, "Judging");
    }
  }

  @Test
  void aPromotionByAnnotationSkipsTheSteps() {
    try (var hub = inMidStep();
        var _ = new FakeReaders(hub, "garden", 0)) {
      String revision = hub.rollouts("garden").getFirst().getSpec().to();
      hub.annotate("garden", "blogsite.dev/promote", revision);
      hub.awaitRollout("garden", 1, "Promoted");
      assertTrue(hub.told("garden").contains("RequestAccepted"));
    }
  }

  @Test
  void aPromotionOfAnotherRevisionIsRefusedByAnEvent() {
    try (var hub = inMidStep()) {
      hub.annotate("garden", "blogsite.dev/promote", "0000000000");
      Await.until("the refusal", SOON, () -> hub.told("garden").contains("RequestRefused"));
      hub.awaitRollout("garden", 1, "Judging");
    }
  }

  @Test
  void aStatusErasedInMidStepIsRebuilt() {
    try (var hub = inMidStep();
        var _ = new FakeReaders(hub, "garden", 0)) {
      var record = hub.rollouts("garden").getFirst();
      hub.client()
          .resources(BlogRollout.class)
          .inNamespace(hub.namespace())
          .withName(record.getMetadata().getName())
          .subresource("status")
          .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":null}");
      hub.patch("garden", "{\"spec\":{\"rollout\":{\"interval\":\"1s\"}}}");
      hub.awaitRollout("garden", 1, "Promoted");
      assertEquals(1, hub.rollouts("garden").size());
    }
  }

  @Test
  void anOperatorThatWasKilledGoesOnWhereItWas() {
    try (var hub = inMidStep();
        var _ = new FakeReaders(hub, "garden", 0)) {
      long epoch = epoch(hub);
      hub.restart();
      hub.patch("garden", "{\"spec\":{\"rollout\":{\"interval\":\"1s\"}}}");
      hub.awaitRollout("garden", 1, "Promoted");
      assertTrue(epoch(hub) > epoch);
    }
  }

  @Test
  void missingMetricsHoldTheStepAndAreNoFailure() {
    try (var hub = inMidStep();
        var _ = new FakeReaders(hub, "garden", 0)) {
      hub.pods.cut(true);
      hub.patch("garden", "{\"spec\":{\"rollout\":{\"interval\":\"1s\"}}}");
      Await.until(
          "the hold",
          SOON,
          () ->
              "Unknown".equals(String.valueOf(hub.site("garden").getStatus().verdict()))
                  && hub.condition("garden", Condition.PROGRESSING).startsWith("True"));
      assertEquals("Judging", hub.rollouts("garden").getFirst().getStatus().phase());
      hub.pods.cut(false);
      hub.awaitRollout("garden", 1, "Promoted");
    }
  }

  @Test
  void aSiteWhoseRoutersAreGoneIsNotReadyInMidRollout() {
    try (var hub = inMidStep()) {
      hub.kubelet.healthy(pod -> !pod.getMetadata().getName().contains("-router-"));
      hub.await(
          "garden",
          "to be not ready",
          _ ->
              hub.condition("garden", Condition.READY)
                  .equals("False PodsNotReady: no router is ready for readers"));
      hub.awaitPhase("garden", "RollingOut");
      hub.kubelet.healthy(_ -> true);
      hub.await(
          "garden",
          "to be ready",
          _ -> hub.condition("garden", Condition.READY).startsWith("True Serving"));
    }
  }

  @Test
  void aReasonOfAnyLengthIsToldCut() {
    try (var hub = deployed()) {
      hub.kubelet.refuse("language: \"qq\"", "config.yaml: " + "x".repeat(10_000));
      hub.patch("garden", "{\"spec\":{\"config\":{\"language\":\"qq\"}}}");
      hub.awaitRollout("garden", 1, "Aborted");
      var refused = hub.awaitPhase("garden", "Aborted").getStatus().refused();
      assertTrue(refused != null && String.valueOf(refused.message()).length() == 4096);
    }
  }

  @Test
  void anObjectiveAddedInMidStepIsToldToTheRoutersAndJudged() {
    try (var hub = inMidStep();
        var _ = new FakeReaders(hub, "garden", 0)) {
      hub.patch("garden", "{\"spec\":{\"slo\":" + OBJECTIVES + "}}");
      Await.until(
          "the threshold",
          SOON,
          () ->
              hub.kubelet.known("garden").stream()
                  .allMatch(r -> r.split().path("thresholds").path("speed").asDouble() == 0.1));
      hub.patch("garden", "{\"spec\":{\"rollout\":{\"interval\":\"1s\"}}}");
      var record = hub.awaitRollout("garden", 1, "Promoted");
      assertTrue(String.valueOf(record.getStatus().steps()).contains("speed"));
      assertFalse(hub.told("garden").contains("StepMerged"));
    }
  }

  @Test
  void aConfigThatPodsRefuseIsAbortedBeforeAnyReaderSeesIt() {
    try (var hub = deployed()) {
      hub.kubelet.refuse("language: \"qq\"", "config.yaml: language is qq; no such language");
      hub.patch("garden", "{\"spec\":{\"config\":{\"language\":\"qq\"}}}");
      var record = hub.awaitRollout("garden", 1, "Aborted");
      assertTrue(String.valueOf(record.getStatus()).contains("no such language"));
      assertEquals(1, epoch(hub));
    }
  }

  @Test
  void aCanaryThatIsNeverReadyIsAborted() {
    try (var hub = deployed()) {
      hub.kubelet.healthy(pod -> !pod.getMetadata().getName().contains("-canary-"));
      hub.apply("garden", "version: '1.5.0'\n" + SPEC.formatted("1s"));
      hub.awaitRollout("garden", 1, "Aborted");
      assertFalse(hub.told("garden").contains("StepOpened"));
    }
  }

  @Test
  void aQuietSiteIsJudgedByProbes() {
    try (var hub = deployed()) {
      hub.patch("garden", "{\"spec\":{\"rollout\":{\"minRequests\":5}}}");
      hub.patch("garden", "{\"spec\":{\"config\":{\"title\":\"Another\"}}}");
      hub.awaitRollout("garden", 1, "Promoted");
      assertTrue(hub.told("garden").contains("JudgedByProbes"));
    }
  }

  @Test
  void leasesAreRenewedWhileProbesAreSent() {
    try (var hub = deployed()) {
      hub.patch("garden", "{\"spec\":{\"rollout\":{\"minRequests\":100}}}");
      hub.patch("garden", "{\"spec\":{\"config\":{\"title\":\"Another\"}}}");
      Await.until("probes", SOON, () -> hub.told("garden").contains("JudgedByProbes"));
      hub.kubelet.known("garden").forEach(router -> router.age(9));
      Await.until(
          "the renewal",
          SOON,
          () -> hub.kubelet.known("garden").stream().allMatch(r -> r.leaseSecondsLeft() > 9));
      assertEquals("Judging", hub.rollouts("garden").getFirst().getStatus().phase());
    }
  }

  @Test
  void routersThatCannotBeToldOfAnAbortAreMadeToReadIt() {
    try (var hub = inMidStep()) {
      hub.pods.cut(true);
      hub.annotate("garden", "blogsite.dev/abort", "now");
      Await.until(
          "a note on each router",
          SOON,
          () ->
              hub
                  .client()
                  .pods()
                  .inNamespace(hub.namespace())
                  .withLabel("app.kubernetes.io/component", "router")
                  .list()
                  .getItems()
                  .stream()
                  .allMatch(
                      pod ->
                          pod.getMetadata().getAnnotations() != null
                              && pod.getMetadata()
                                  .getAnnotations()
                                  .containsKey("blogsite.dev/split")));
      hub.pods.cut(false);
      hub.awaitRollout("garden", 1, "Aborted");
    }
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
    hub.apply("garden", "version: '1.4.0'\n" + SPEC.formatted("1s"));
    hub.awaitPhase("garden", "Ready");
    return hub;
  }

  private static long epoch(Hub hub) {
    return hub.kubelet.known("garden").getFirst().split().path("epoch").asLong();
  }
}
