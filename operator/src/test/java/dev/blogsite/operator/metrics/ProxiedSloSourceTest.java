package dev.blogsite.operator.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.blogsite.operator.cluster.Fan;
import dev.blogsite.operator.cluster.PodProxy.Answer;
import dev.blogsite.operator.cluster.PodRef;
import dev.blogsite.operator.testing.FakePods;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiedSloSourceTest {

  private static final PodRef ROUTER = new PodRef("blogs", "garden-router-5c-y");
  private static final PodRef BLOG = new PodRef("blogs", "garden-canary-7d-x");
  private static final String COUNTS =
      """
      "requests":120034,"errors":12,"latencyRequests":119000,"slow":{"latency":410},"listedRequests":110000,"listedNotFound":3\
      """;
  private static final String TRACK =
      "{\"revision\":\"0a1b2c3d4e\","
          + COUNTS
          + ",\"assignments\":9950,\"backends\":3,\"ejected\":0,\"probes\":{"
          + COUNTS
          + "},\"history\":[{\"requests\":2000,\"errors\":0,\"slow\":{\"latency\":7}}]}";
  private static final String ROUTER_SAYS =
      """
      {"kind":"router","pod":"garden-router-5c-y","startedAt":"2026-11-01T10:00:00Z","site":"blogs/garden","rollout":"garden-6f9c01ab23-2",
       "epoch":7,"weightPpm":5000,"leaseSecondsLeft":850.1,"leaseExpired":false,"tracks":{"stable":TRACK,"canary":TRACK}}\
      """
          .replace("TRACK", TRACK);
  private static final String BLOG_SAYS =
      """
      {"kind":"blog","pod":"garden-canary-7d-x","startedAt":"2026-11-01T10:00:00Z","revision":"6f9c01ab23","configHash":"ab",
       "result":"Acknowledged","error":null,"dbPool":{"size":4,"busySeconds":12.5,"uptimeSeconds":300.2}}\
      """;

  private final FakePods pods = new FakePods();
  private final Fan fan = new Fan(4);
  private final SloSource source = new ProxiedSloSource(pods, fan, fan);

  @AfterEach
  void close() {
    fan.close();
  }

  @Test
  void readsWhatTheContractSaysOfARouter() {
    var router = assertInstanceOf(Reading.Router.class, router(ROUTER_SAYS));
    assertEquals(7, router.epoch());
    assertEquals(120_034, router.stable().readers().requests());
    assertEquals(410, router.stable().readers().slow().get("latency"));
    assertEquals(9_950, router.stable().assignments());
    assertEquals(7, router.stable().history().getFirst().slow().get("latency"));
  }

  @Test
  void readsWhatTheContractSaysOfABlog() {
    var blog = assertInstanceOf(Reading.Blog.class, blog(BLOG_SAYS));
    assertEquals("6f9c01ab23", blog.revision());
    assertEquals(12.5, blog.busySeconds());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"errors\":12 | \"errors\":NaN | not JSON",
        "\"errors\":12 | \"errors\":Infinity | not JSON",
        "\"errors\":12 | \"errors\":-1 | errors is -1; must be a count",
        "\"errors\":12 | \"errors\":1.5 | errors is 1.5; must be a count",
        "\"errors\":12 | \"errors\":1e400 | must be a count",
        "\"errors\":12 | \"errors\":\"12\" | errors is \"12\"; must be a count",
        "\"errors\":12 | \"errors\":null | errors is null; must be a count",
        "\"errors\":12, | | errors is missing; must be a count",
        "\"errors\":12 | \"errors\":1,\"errors\":2 | Duplicate",
        "\"kind\":\"router\" | \"kind\":\"blog\" | kind is \"blog\"; must be router",
        "5c-y | 5c-z | pod is \"garden-router-5c-z\"; must be garden-router-5c-y",
        "blogs/garden | blogs/other | site is \"blogs/other\"; must be blogs/garden",
      })
  void saysWhyAnAnswerIsUnusable(String what, String instead, String why) {
    String broken = ROUTER_SAYS.replace(what, instead == null ? "" : instead);
    assertMissing(why, router(broken));
  }

  @Test
  void takesNoInfiniteSeconds() {
    assertMissing("must be seconds", blog(BLOG_SAYS.replace("12.5", "1e999")));
  }

  @Test
  void takesNoTrailingText() {
    assertMissing("not JSON", router(ROUTER_SAYS + "{}"));
  }

  @Test
  void takesNoEmptyAnswer() {
    assertMissing("no JSON object", router(""));
  }

  @Test
  void takesNoErrorPage() {
    pods.start(ROUTER, _ -> new Answer.Answered(503, Map.of(), ROUTER_SAYS));
    assertMissing("answered 503", source.routers("blogs/garden", List.of(ROUTER)).getFirst());
  }

  @Test
  void saysThatAPodDidNotAnswer() {
    assertMissing("no route", source.blogs(List.of(BLOG)).getFirst());
  }

  private Reading router(String body) {
    pods.start(ROUTER, _ -> new Answer.Answered(200, Map.of(), body));
    return source.routers("blogs/garden", List.of(ROUTER)).getFirst();
  }

  private Reading blog(String body) {
    pods.start(BLOG, _ -> new Answer.Answered(200, Map.of(), body));
    return source.blogs(List.of(BLOG)).getFirst();
  }

  private static void assertMissing(String why, Reading reading) {
    String said = assertInstanceOf(Reading.Missing.class, reading).why();
    assertEquals(true, said.contains(why), said);
  }
}
