package dev.blogsite.blog.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Assets that one track lacks, and addresses that the sitemap lists. */
final class AssetTest {
  private static final String SITEMAP =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]>
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      <url><loc>https://garden.example/posts/a</loc></url>
      <url><loc> https://garden.example/posts/b%20c </loc></url>
      <url><loc>&x;</loc></url>
      </urlset>
      """;
  private Site site;

  @BeforeEach
  void start(@TempDir Path folder) {
    site = new Site(folder);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private static HttpHandler pages(String track, String... paths) {
    return exchange -> {
      String path = exchange.getRequestPath();
      for (String known : paths) {
        if (path.equals(known)) {
          exchange.getResponseSender().send(path.equals("/sitemap.xml") ? SITEMAP : track);
          return;
        }
      }
      exchange.setStatusCode(path.equals("/assets/broken.css") ? 500 : 404);
      exchange.getResponseSender().send("not here");
    };
  }

  @Test
  void anAssetThatOneTrackLacksIsAskedOfTheOther() {
    site.pods.add(Site.STABLE, pages("stable", "/assets/old.css"));
    site.pods.add(Site.CANARY, pages("canary", "/assets/new.css"));
    site.weigh(0);
    HttpResponse<String> fresh = site.get("/assets/new.css");
    assertEquals("canary", fresh.body());
    assertEquals("canary", Site.track(fresh));
    assertEquals("stable", site.get("/assets/old.css").body());
    assertEquals(404, site.get("/assets/none.css").statusCode());
    assertEquals("stable", Site.track(site.get("/posts/none")));
    site.weigh(1_000_000);
    assertEquals("stable", site.get("/assets/old.css").body());
    assertEquals(0, site.count("tracks.stable.errors") + site.count("tracks.canary.errors"));
  }

  @Test
  void aCanaryThatFailsForAnAssetCostsAStableReaderNothing() {
    site.pods.add(Site.STABLE, pages("stable"));
    site.pods.add(Site.CANARY, exchange -> exchange.setStatusCode(500).endExchange());
    site.weigh(0);
    assertEquals(404, site.get("/assets/x.css").statusCode());
    assertEquals(1, site.count("tracks.canary.errors"));
    assertEquals(0, site.count("tracks.stable.errors"));
  }

  @Test
  void aCanaryThatHangsForAnAssetCostsAStableReaderAShortWaitAndNobodyElse() throws IOException {
    site.pods.add(Site.STABLE, pages("stable"));
    try (RawPod _ = new RawPod(site.pods, Site.CANARY, "127.0.1.1", RawPod.hangs())) {
      site.weigh(0);
      long start = System.nanoTime();
      assertEquals(404, site.get("/assets/x.css").statusCode());
      assertTrue(System.nanoTime() - start < 8_000_000_000L);
      assertEquals(0, site.count("tracks.canary.errors"));
      assertEquals(0, site.count("tracks.stable.errors"));
    }
  }

  @Test
  void aCanaryThatTalksNonsenseForAnAssetCostsAStableReaderNothing() throws IOException {
    site.pods.add(Site.STABLE, pages("stable"));
    try (RawPod _ = new RawPod(site.pods, Site.CANARY, "127.0.1.2", RawPod.says("hello\r\n\r\n"))) {
      site.weigh(0);
      assertEquals(404, site.get("/assets/x.css").statusCode());
      assertEquals(1, site.count("tracks.canary.errors"));
      assertEquals(0, site.count("tracks.stable.errors"));
    }
  }

  @Test
  void aCanaryWhoseLeaseHasRunOutIsAskedForNothing() {
    site.pods.add(Site.STABLE, pages("stable"));
    site.pods.add(Site.CANARY, pages("canary", "/assets/new.css"));
    site.weigh(500_000);
    site.now = site.now.plusSeconds(901);
    Site.await("the lease to run out", () -> "true".equals(site.slo().get("leaseExpired")));
    assertEquals(404, site.get("/assets/new.css").statusCode());
  }

  @Test
  void listedAddressesAreCountedWhileARolloutRuns() {
    site.pods.add(Site.STABLE, pages("stable", "/sitemap.xml", "/posts/a", "/posts/b%20c"));
    site.pods.add(Site.CANARY, pages("canary", "/posts/a"));
    site.weigh(1_000_000);
    Site.await(
        "the sitemap",
        () -> {
          site.get("/posts/a");
          return site.count("tracks.canary.listedRequests") > 0;
        });
    long before = site.count("tracks.canary.listedRequests");
    site.get("/posts/a");
    site.get("/posts/b%20c");
    site.get("/posts/none");
    assertEquals(before + 2, site.count("tracks.canary.listedRequests"));
    assertEquals(1, site.count("tracks.canary.listedNotFound"));
    assertEquals(0, site.count("tracks.canary.errors"));
  }
}
