package dev.blogsite.blog.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.blog.router.RawPod.Behaviour;
import dev.blogsite.blog.router.proxy.Limits;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way to fail, and on which track it counts. */
final class FailureTest {
  private static final String CANARY_POD = "127.0.1.1";
  private Site site;

  @BeforeEach
  void start(@TempDir Path folder) {
    site =
        new Site(
            folder,
            new Limits(
                Duration.ofSeconds(1),
                Duration.ofMillis(1500),
                Duration.ofMillis(1000),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20)));
    site.pods.add(Site.STABLE, Pods.page("stable"));
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private RawPod canary(Behaviour behaviour) throws IOException {
    RawPod pod = new RawPod(site.pods, Site.CANARY, CANARY_POD, behaviour);
    site.weigh(1_000_000);
    return pod;
  }

  @Test
  void aRefusedConnectionGoesToStableAndCountsAgainstTheCanary() throws IOException {
    canary(RawPod.hangs()).close();

    HttpResponse<String> answer = site.get("/");

    assertEquals(200, answer.statusCode());
    assertEquals("stable", Site.track(answer));
    counted(1, 1, 1, 0);
  }

  @Test
  void aTrackWithoutPodsLeavesItsReadersToTheOther() {
    String stable = site.pods.resolve(Site.STABLE).getFirst().getHostAddress();
    site.pods.withdraw(Site.STABLE, stable);
    site.pods.add(Site.CANARY, Pods.page("canary"));
    HttpRequest ready = HttpRequest.newBuilder(site.ops("/health/ready")).build();
    site.weigh(0);
    assertEquals(503, site.send(ready).statusCode());
    site.weigh(10_000);
    Site.await("the canary's pod", () -> site.send(ready).statusCode() == 200);
    assertEquals("canary", Site.track(site.get("/")));
  }

  @Test
  void aResetBeforeTheAnswerGoesToStable() throws IOException {
    try (RawPod pod = canary(RawPod.resets())) {
      assertEquals("stable", Site.track(site.get("/")));
      assertEquals(1, pod.requests());
      counted(1, 1, 1, 0);
    }
  }

  @Test
  void aPostIsNotSentTwice() throws IOException {
    try (RawPod pod = canary(RawPod.resets())) {
      HttpResponse<String> answer =
          site.send(
              HttpRequest.newBuilder(site.at("/")).POST(BodyPublishers.ofString("a=b")).build());

      assertEquals(502, answer.statusCode());
      assertEquals("canary", Site.track(answer));
      assertEquals(1, pod.requests());
      counted(1, 1, 0, 0);
    }
  }

  @Test
  void aHangIsEndedAndCounted() throws IOException {
    try (RawPod pod = canary(RawPod.hangs())) {
      assertEquals(504, site.get("/").statusCode());
      assertEquals(1, pod.requests());
      counted(1, 1, 0, 0);
    }
  }

  @Test
  void aTruncatedAnswerIsBrokenOffAndCounted() throws IOException {
    try (RawPod _ = canary(RawPod.says("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"))) {
      assertThrows(IOException.class, this::rawGet);
      counted(1, 1, 0, 0);
    }
  }

  @Test
  void aChunkedAnswerWithoutItsLastChunkIsBrokenOff() throws IOException {
    try (RawPod _ =
        canary(RawPod.says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"))) {
      assertThrows(IOException.class, this::rawGet);
      counted(1, 1, 0, 0);
    }
  }

  @Test
  void anAnswerThatStallsIsBrokenOff() throws IOException {
    try (RawPod _ =
        canary(RawPod.saysAndWaits("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"))) {
      assertThrows(IOException.class, this::rawGet);
      counted(1, 1, 0, 0);
    }
  }

  @Test
  void anAnswerThatIsNotHttpIsABadGateway() throws IOException {
    try (RawPod _ = canary(RawPod.says("SSH-2.0-OpenSSH_9.2\r\n\r\n"))) {
      assertEquals(502, site.get("/").statusCode());
      counted(1, 1, 0, 0);
    }
  }

  @Test
  void aCrashInTheMiddleOfTheHeadIsABadGateway() throws IOException {
    try (RawPod _ = canary(RawPod.says("HTTP/1.1 200 OK\r\nContent-"))) {
      assertEquals(502, site.get("/").statusCode());
      counted(1, 1, 0, 0);
    }
  }

  @Test
  void aServerErrorIsPassedOnAndCounted() throws IOException {
    try (RawPod _ = canary(RawPod.says("HTTP/1.1 500 Oops\r\nContent-Length: 2\r\n\r\nno"))) {
      HttpResponse<String> answer = site.get("/");
      assertEquals(500, answer.statusCode());
      assertEquals("no", answer.body());
      counted(1, 1, 0, 0);
    }
  }

  @Test
  void aProbeIsCountedApartAndNeverAnsweredByTheOtherTrack() throws IOException {
    try (RawPod _ = canary(RawPod.resets())) {
      String header = site.forced("canary", "probe", site.now.plusSeconds(60));
      assertEquals(502, site.get("/", "X-Blogsite-Track", header).statusCode());
      counted(0, 0, 0, 0);
      assertEquals(1, site.count("tracks.canary.probes.requests"));
      assertEquals(1, site.count("tracks.canary.probes.errors"));
    }
  }

  @Test
  void aPodThatKeepsFailingIsLeftAloneButNeverTheLastOne() throws IOException {
    site.pods.add(Site.CANARY, Pods.page("canary"));
    try (RawPod pod = canary(RawPod.resets())) {
      for (int i = 0; i < 60; i++) {
        assertEquals("canary", Site.track(site.get("/")));
      }
      assertEquals(5, pod.requests());
      assertEquals(1, site.count("tracks.canary.ejected"));
      counted(60, 0, 0, 0);
    }
  }

  @Test
  void aPodThatVanishesUnderLoadCostsNothing() {
    String first = site.pods.add(Site.CANARY, Pods.page("canary"));
    String second = site.pods.add(Site.CANARY, Pods.page("canary"));
    site.weigh(1_000_000);
    try (Readers readers = new Readers(site, 8)) {
      readers.atLeast(500);
      site.pods.stop(first);
      readers.atLeast(1000);
      site.pods.withdraw(Site.CANARY, first);
      Site.await("one backend", () -> site.count("tracks.canary.backends") == 1);
      readers.atLeast(500);
      site.pods.stop(second);
      readers.atLeast(500);
      assertEquals(0, readers.failed(), readers::failures);
    }
    assertTrue(site.count("tracks.canary.errors") > 0);
    assertEquals(0, site.count("tracks.stable.errors"));
  }

  @Test
  void aCanaryThatNeverHadAPodGetsNoReaders() {
    site.weigh(1_000_000);
    assertEquals("stable", Site.track(site.get("/")));
    assertEquals(0, site.count("tracks.canary.assignments"));
    counted(0, 0, 1, 0);
  }

  private void rawGet() throws IOException, InterruptedException {
    site.client.send(HttpRequest.newBuilder(site.at("/")).build(), BodyHandlers.ofString());
  }

  private void counted(long canary, long canaryErrors, long stable, long stableErrors) {
    Site.await("canary's requests", () -> site.count("tracks.canary.requests") == canary);
    assertEquals(canaryErrors, site.count("tracks.canary.errors"));
    assertEquals(stable, site.count("tracks.stable.requests"));
    assertEquals(stableErrors, site.count("tracks.stable.errors"));
  }
}
