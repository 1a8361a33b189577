package dev.blogsite.blog.router;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blogsite.blog.router.proxy.Limits;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A router that got no processor for a while: a throttled pod, a long collection, a full node. */
final class PauseTest {
  private static final Duration RESPONSE_START = Duration.ofMillis(1500);

  @Test
  void theRoutersOwnPauseIsNotThePodsSilence(@TempDir Path folder) {
    Limits limits = Limits.defaults().withResponseStart(RESPONSE_START);
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch mayAnswer = new CountDownLatch(1);
    try (Site site = new Site(folder, limits, 1)) {
      site.pods.add(
          Site.STABLE,
          exchange -> {
            if (exchange.getRequestURI().equals("/slow")) {
              asked.countDown();
              exchange.dispatch(
                  () -> {
                    await(mayAnswer);
                    exchange.getResponseSender().send("late");
                  });
            } else {
              exchange.getResponseSender().send("at once");
            }
          });
      site.push(site.stableOnly());

      var slow = CompletableFuture.supplyAsync(() -> site.get("/slow"));
      await(asked);
      CompletableFuture<HttpResponse<String>> pausing = pause(site, mayAnswer);

      assertEquals("late", slow.orTimeout(20, TimeUnit.SECONDS).join().body());
      assertEquals("at once", pausing.orTimeout(20, TimeUnit.SECONDS).join().body());
      assertEquals(0, site.count("tracks.stable.errors"));
    } finally {
      mayAnswer.countDown();
    }
  }

  /**
   * The router's only I/O thread stands for twice the time that pods have; they answer meanwhile.
   */
  private static CompletableFuture<HttpResponse<String>> pause(
      Site site, CountDownLatch mayAnswer) {
    CountDownLatch stands = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    site.whenAnIoThreadAsksTheTime =
        () -> {
          stands.countDown();
          await(goesOn);
        };
    String header = site.forced("stable", "override", site.now.plusSeconds(60));
    var pausing = CompletableFuture.supplyAsync(() -> site.get("/", "X-Blogsite-Track", header));
    await(stands);
    mayAnswer.countDown();
    long end = System.nanoTime() + 2 * RESPONSE_START.toNanos();
    Site.await("the pause's end", () -> System.nanoTime() - end >= 0);
    site.whenAnIoThreadAsksTheTime = () -> {};
    goesOn.countDown();
    return pausing;
  }

  private static void await(CountDownLatch latch) {
    Site.await("the other side", () -> latch.getCount() == 0);
  }
}
