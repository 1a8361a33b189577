package dev.blogsite.operator.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.blogsite.operator.cluster.Fan;
import dev.blogsite.operator.cluster.PodRef;
import dev.blogsite.operator.testing.FakePods;
import dev.blogsite.operator.testing.FakeRouter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProxiedRouterTest {

  private static final SiteKey KEY = new SiteKey(new byte[SiteKey.BYTES]);
  private static final SiteKey OTHER =
      new SiteKey("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));
  private static final PodRef A = new PodRef("blogs", "garden-router-a");
  private static final PodRef B = new PodRef("blogs", "garden-router-b");

  private final FakePods pods = new FakePods();
  private final Fan fan = new Fan(4);
  private final Router router = new ProxiedRouter(pods, fan);

  ProxiedRouterTest() {
    for (PodRef ref : List.of(A, B)) {
      pods.start(ref, new FakeRouter(ref.name(), "blogs/garden", KEY));
    }
  }

  @AfterEach
  void close() {
    fan.close();
  }

  @Test
  void putsASplitInForceAtEveryPod() {
    var inForce = new Router.Answer.InForce(7, 5_000);
    assertEquals(Map.of(A, inForce, B, inForce), router.put(List.of(A, B), split(7, 5_000), KEY));
    assertEquals(Map.of(A, inForce, B, inForce), router.inForce(List.of(A, B)));
  }

  @Test
  void takesTheSameSplitAgain() {
    router.put(List.of(A), split(7, 5_000), KEY);
    assertEquals(
        Map.of(A, new Router.Answer.InForce(7, 5_000)),
        router.put(List.of(A), split(7, 5_000), KEY));
  }

  @Test
  void tellsOfAPodThatKnowsANewerEpoch() {
    router.put(List.of(A), split(8, 0), KEY);
    var answer = router.put(List.of(A), split(7, 5_000), KEY).get(A);
    assertEquals(8, assertInstanceOf(Router.Answer.Fenced.class, answer).epoch());
  }

  @Test
  void refusesTwoWeightsInOneEpoch() {
    router.put(List.of(A), split(7, 5_000), KEY);
    var answer = router.put(List.of(A), split(7, 6_000), KEY).get(A);
    assertEquals(5_000, assertInstanceOf(Router.Answer.Fenced.class, answer).weightPpm());
  }

  @Test
  void tellsOfASignatureThatWasRefused() {
    var answer = router.put(List.of(A), split(7, 5_000), OTHER).get(A);
    assertEquals(
        "answered 401: {\"error\":\"wrong signature\"}",
        assertInstanceOf(Router.Answer.Unknown.class, answer).why());
  }

  @Test
  void tellsOfAPodThatDoesNotAnswer() {
    pods.stop(B);
    var answers = router.put(List.of(A, B), split(7, 5_000), KEY);
    assertInstanceOf(Router.Answer.InForce.class, answers.get(A));
    assertInstanceOf(Router.Answer.Unknown.class, answers.get(B));
  }

  @Test
  void writesTheDocumentOfTheContract() {
    assertEquals(
        """
        {"site":"blogs/garden","rollout":"garden-6f9c01ab23-2","epoch":7,"weightPpm":5000,"leaseSeconds":900,\
        "stable":{"revision":"0a1b2c3d4e","host":"garden-stable","port":8080},\
        "canary":{"revision":"6f9c01ab23","host":"garden-canary","port":8080},"thresholds":{"latency":0.32}}\
        """,
        SplitJson.write(split(7, 5_000)));
  }

  @Test
  void signsAsTheContractSays() {
    // Both were computed with OpenSSL.
    assertEquals(
        "sha256=22f8eea909400af98adf3681a9f31923ef6b7fcba4abb553d92823a3e9d5c25e",
        KEY.signature("{}"));
    assertEquals(
        "canary;kind=probe;exp=1700000000;sig="
            + "b5dc2b5d31979399cc0284b22f821a442711886bcda8f1f57b9115d7f622378e",
        KEY.probe("blogs/garden", "canary", Instant.ofEpochSecond(1_700_000_000)));
  }

  private static Split split(long epoch, int weightPpm) {
    return new Split(
        "blogs/garden",
        "garden-6f9c01ab23-2",
        epoch,
        weightPpm,
        900,
        new Split.Backend("0a1b2c3d4e", "garden-stable", 8080),
        new Split.Backend("6f9c01ab23", "garden-canary", 8080),
        new TreeMap<>(Map.of("latency", 0.32)));
  }
}
