package dev.blogsite.blog.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RouterServerTest {
  private Site site;

  @BeforeEach
  void start(@TempDir Path folder) {
    site = new Site(folder);
    site.pods.add(Site.STABLE, Pods.page("stable"));
    site.pods.add(Site.CANARY, Pods.page("canary"));
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void sendsAllToStableWithoutACookieWhileNothingRollsOut() {
    assertEquals(200, site.push(site.stableOnly()).statusCode());

    HttpResponse<String> answer = site.get("/");

    assertEquals("stable", Site.track(answer));
    assertTrue(answer.body().contains("<p>stable</p>"));
    assertFalse(answer.headers().firstValue("Set-Cookie").isPresent());
  }

  @Test
  void splitsNewReadersExactly() {
    site.weigh(250_000);
    int canaries = 0;
    for (int i = 0; i < 400; i++) {
      HttpResponse<String> answer = site.get("/");
      String track = Site.track(answer);
      assertTrue(answer.body().contains(track));
      canaries += track.equals("canary") ? 1 : 0;
    }
    assertTrue(Math.abs(canaries - 100) <= 1, canaries + " of 400");
    assertEquals(canaries, site.count("tracks.canary.assignments"));
    assertEquals(canaries, site.count("tracks.canary.requests"));
    assertEquals(400 - canaries, site.count("tracks.stable.latencyRequests"));
  }

  @Test
  void keepsAReaderOnTheCanaryWhileTheWeightRises() throws IOException {
    site.weigh(500_000);
    String cookie = null;
    while (cookie == null) {
      HttpResponse<String> answer = site.get("/");
      if (Site.track(answer).equals("canary")) {
        cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
      }
    }
    for (int weight : new int[] {500_000, 700_000, 1_000_000}) {
      site.weigh(weight);
      HttpResponse<String> answer = site.get("/", "Cookie", "a=b; " + cookie + "; c=d");
      assertEquals("canary", Site.track(answer));
      assertFalse(answer.headers().firstValue("Set-Cookie").isPresent());
    }
  }
}
