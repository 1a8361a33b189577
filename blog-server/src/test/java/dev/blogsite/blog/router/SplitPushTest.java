package dev.blogsite.blog.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The split document: pushed, mounted, leased. */
final class SplitPushTest {
  private Path folder = Path.of("");
  private Site site;

  @BeforeEach
  void start(@TempDir Path mounted) {
    folder = mounted;
    site = new Site(mounted);
    site.pods.add(Site.STABLE, Pods.page("stable"));
    site.pods.add(Site.CANARY, Pods.page("canary"));
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private String document(long epoch, int weightPpm) {
    return site.document(epoch, weightPpm, "garden-6f9c01ab23-2", "6f9c01ab23");
  }

  private int status(String path) {
    return site.send(HttpRequest.newBuilder(site.ops(path)).build()).statusCode();
  }

  @Test
  void isNotReadyBeforeASplitIsInForce() {
    assertEquals(503, status("/health/ready"));
    assertEquals(503, status("/metrics/slo"));
    assertEquals(503, status("/split"));
    assertEquals(200, status("/healthz"));
    assertEquals(503, site.get("/").statusCode());
    site.weigh(0);
    assertEquals(200, status("/health/ready"));
    assertEquals(200, status("/split"));
  }

  @Test
  void answersWhatIsInForce() {
    HttpResponse<String> answer = site.push(document(7, 5_000));
    assertEquals(200, answer.statusCode());
    assertEquals("{\"epoch\":7,\"weightPpm\":5000}", answer.body());
  }

  @Test
  void refusesAnOlderEpochAndAnotherWeightOfTheSameEpoch() {
    site.push(document(7, 5_000));
    HttpResponse<String> older = site.push(document(6, 0));
    assertEquals(409, older.statusCode());
    assertEquals(
        "{\"error\":\"epoch 6 is older than 7\",\"epoch\":7,\"weightPpm\":5000}", older.body());
    HttpResponse<String> other = site.push(document(7, 5_001));
    assertEquals(409, other.statusCode());
    assertTrue(other.body().contains("\"epoch\":7,\"weightPpm\":5000"), other.body());
    assertEquals(200, site.push(document(7, 5_000)).statusCode());
  }

  @Test
  void refusesAWrongSignature() {
    String document = document(1, 0);
    assertEquals(401, site.push(document, "sha256=" + "0".repeat(64)).statusCode());
    assertEquals(401, site.push(document, "").statusCode());
    assertEquals(401, site.push(document + " ", site.signer.signHex(document)).statusCode());
    assertEquals(503, status("/split"));
  }

  @Test
  void saysAllThatIsWrongWithADocument() {
    HttpResponse<String> answer =
        site.push("{\"site\":\"blogs/garden\",\"epoch\":-1,\"weightPpm\":1000001}");
    assertEquals(400, answer.statusCode());
    for (String field :
        new String[] {"epoch is -1", "weightPpm is 1000001", "leaseSeconds", "stable"}) {
      assertTrue(answer.body().contains(field), answer.body());
    }
    assertEquals(
        400, site.push(document(1, 0).replace("blogs/garden", "blogs/other")).statusCode());
  }

  @Test
  void nonsenseNeverFailsTheServer() {
    SplittableRandom random = new SplittableRandom(4);
    String good = document(1, 5_000);
    for (int i = 0; i < 500; i++) {
      byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
      for (int j = random.nextInt(1, 6); j > 0; j--) {
        bytes[random.nextInt(bytes.length)] = (byte) (random.nextInt(95) + 32);
      }
      int status = site.push(new String(bytes, StandardCharsets.UTF_8)).statusCode();
      assertTrue(
          status == 200 || status == 400 || status == 409,
          status + " " + new String(bytes, StandardCharsets.UTF_8));
    }
    assertEquals(400, site.push("").statusCode());
    assertEquals(400, site.push("[".repeat(10_000)).statusCode());
    assertEquals(400, site.push("9".repeat(10_000)).statusCode());
    assertNotEquals(500, site.push("x".repeat(1_000_000)).statusCode());
    assertEquals(200, status("/healthz"));
  }

  @Test
  void sendsReadersToStableWhenTheLeaseRunsOutUntilAPush() {
    String document = document(1, 1_000_000);
    site.push(document);
    assertEquals("canary", Site.track(site.get("/")));
    site.now = site.now.plusSeconds(899);
    site.push(document);
    site.now = site.now.plusSeconds(899);
    assertEquals("canary", Site.track(site.get("/")));
    site.now = site.now.plusSeconds(1);
    Site.await("the lease's end", () -> "true".equals(site.slo().get("leaseExpired")));
    assertEquals("stable", Site.track(site.get("/")));
    assertEquals("0.0", site.slo().get("leaseSecondsLeft"));
    site.push(document);
    assertEquals("canary", Site.track(site.get("/")));
  }

  @Test
  void readsTheMountedDocumentByTheSameRuleWithoutRenewingTheLease() throws IOException {
    mount(document(3, 1_000_000));
    Site.await("epoch 3", () -> status("/split") == 200 && site.count("epoch") == 3);
    assertEquals("canary", Site.track(site.get("/")));
    site.now = site.now.plusSeconds(900);
    Site.await("the lease's end", () -> "true".equals(site.slo().get("leaseExpired")));
    mount(document(3, 1_000_000) + "\n");
    site.push(document(4, 0));
    mount(document(2, 1_000_000));
    mount("{");
    mount(document(5, 1_000_000));
    Site.await("epoch 5", () -> site.count("epoch") == 5);
    assertEquals("false", site.slo().get("leaseExpired"));
  }

  private void mount(String document) throws IOException {
    Path next = Files.writeString(folder.resolve("next"), document);
    Files.move(next, folder.resolve("split.json"), StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void countsAnewWhenARevisionChangesAndKeepsStableOverRollouts() {
    site.push(document(1, 500_000));
    for (int i = 0; i < 10; i++) {
      site.get("/");
    }
    assertEquals(5, site.count("tracks.canary.requests"));
    site.push(site.document(2, 500_000, "garden-6f9c01ab23-3", "6f9c01ab23"));
    assertEquals(0, site.count("tracks.canary.requests"));
    assertEquals(5, site.count("tracks.stable.requests"));
    site.push(document(3, 0).replace("0a1b2c3d4e", "1111111111"));
    assertEquals(0, site.count("tracks.stable.requests"));
    site.push(site.stableOnly().replace("\"epoch\":1", "\"epoch\":9"));
    assertFalse(site.slo().containsKey("tracks.canary.requests"));
  }

  @Test
  void aNewRolloutDrawsAnew() {
    site.push(document(1, 1_000_000));
    String cookie = cookie(site.get("/"));
    assertFalse(site.get("/", "Cookie", cookie).headers().firstValue("Set-Cookie").isPresent());
    site.push(site.document(2, 1_000_000, "garden-6f9c01ab23-3", "6f9c01ab23"));
    assertTrue(site.get("/", "Cookie", cookie).headers().firstValue("Set-Cookie").isPresent());
  }

  private static String cookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  @Test
  void aSignedHeaderForcesATrackAndAnInvalidOneIsIgnored() {
    site.push(document(1, 0));
    String override = site.forced("canary", "override", site.now.plusSeconds(1));
    HttpResponse<String> forced = site.get("/", "X-Blogsite-Track", override);
    assertEquals("canary", Site.track(forced));
    assertFalse(forced.headers().firstValue("Set-Cookie").isPresent());
    String probe = site.forced("canary", "probe", site.now.plusSeconds(1));
    assertEquals("canary", Site.track(site.get("/", "X-Blogsite-Track", probe)));
    String expired = site.forced("canary", "probe", site.now.minusSeconds(1));
    assertEquals("stable", Site.track(site.get("/", "X-Blogsite-Track", expired)));
    String forged = override.replace("override", "probe");
    assertEquals("stable", Site.track(site.get("/", "X-Blogsite-Track", forged)));
    assertEquals("stable", Site.track(site.get("/", "X-Blogsite-Track", "canary")));
    assertEquals(0, site.count("tracks.canary.requests"));
    assertEquals(1, site.count("tracks.canary.probes.requests"));
    assertEquals(3, site.count("tracks.stable.requests"));
  }

  @Test
  void tellsPrometheus() {
    site.push(document(1, 500_000));
    site.get("/");
    site.get("/");
    String text = site.send(HttpRequest.newBuilder(site.ops("/metrics")).build()).body();
    for (String line :
        new String[] {
          "blogsite_router_requests_total{track=\"stable\",status=\"2xx\",} 1.0",
          "blogsite_router_requests_total{track=\"canary\",status=\"2xx\",} 1.0",
          "blogsite_router_request_duration_seconds_count{track=\"canary\",} 1.0",
          "blogsite_router_errors_total{track=\"canary\",reason=\"timeout\",} 0.0",
          "blogsite_router_assignments_total{track=\"canary\",} 1.0",
          "blogsite_router_weight_ppm 500000.0",
          "blogsite_router_epoch 1.0",
          "blogsite_router_lease_seconds_left 900.0",
          "blogsite_router_backends{track=\"canary\",state=\"active\",} 1.0"
        }) {
      assertTrue(text.contains(line + "\n"), line + " in " + text);
    }
  }
}
