package dev.blogsite.blog.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SlowNamesTest {
  @Test
  void aNameThatIsLookedUpHoldsUpNeitherPushesNorTheLease(@TempDir Path folder) {
    CountDownLatch answered = new CountDownLatch(1);
    try (Site site = new Site(folder)) {
      site.pods.add(Site.STABLE, Pods.page("stable"));
      site.push(site.stableOnly());
      site.pods.hold(Site.CANARY, answered);
      String slow = site.split(5000);
      CompletableFuture<HttpResponse<String>> pushed =
          CompletableFuture.supplyAsync(() -> site.push(slow));
      assertEquals(200, site.push(site.stableOnly()).statusCode());
      assertFalse(pushed.isDone());
      site.now = site.now.plusSeconds(901);
      Site.await("the lease to run out", () -> "true".equals(site.slo().get("leaseExpired")));
      answered.countDown();
      assertEquals(409, pushed.orTimeout(20, TimeUnit.SECONDS).join().statusCode());
      assertEquals("stable", Site.track(site.get("/")));
    } finally {
      answered.countDown();
    }
  }
}
