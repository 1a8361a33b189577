package dev.blogsite.operator.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.operator.cluster.PodProxy.Answer;
import dev.blogsite.operator.cluster.PodProxy.Request;
import dev.blogsite.operator.cluster.PodRef;
import dev.blogsite.operator.testing.FakePods;
import dev.blogsite.testing.Await;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrawlerTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final Instant BEFORE = NOW.minusSeconds(1);
  private static final Instant AFTER = NOW.plusSeconds(1);
  private static final SiteKey KEY = new SiteKey(new byte[SiteKey.BYTES]);
  private static final PodRef A = new PodRef("blogs", "garden-router-a");
  private static final PodRef B = new PodRef("blogs", "garden-router-b");
  private static final String SITEMAP =
      "<urlset><url><loc>https://x/</loc></url><url><loc>https://x/posts/a</loc></url></urlset>";

  private final FakePods pods = new FakePods();
  private final Crawler crawler = new Crawler(pods, InstantSource.fixed(NOW), Duration.ofMillis(1));

  CrawlerTest() {
    pods.start(A, CrawlerTest::page);
  }

  @AfterEach
  void close() {
    crawler.close();
  }

  private static Answer page(Request request) {
    return new Answer.Answered(200, Map.of(), SITEMAP);
  }

  private void start(String step, int counted, Instant countedAt, PodRef... routers) {
    crawler.start(
        new Crawler.Crawl("blogs/garden", step, 4, counted, countedAt, List.of(routers), KEY));
  }

  private long pages() {
    return pods.asked().stream().filter(asked -> !asked.endsWith("/sitemap.xml")).count();
  }

  private void awaitPages(int pages) {
    Await.until("the crawl", SOON, () -> pages() == pages && !crawler.crawls("blogs/garden"));
  }

  @Test
  void crawlsTheSitemapOnBothTracks() {
    start("garden-2 0", 0, BEFORE, A);
    awaitPages(8);
    assertTrue(pods.asked().contains("GET garden-router-a /posts/a"));
  }

  @Test
  void sendsOnlyWhatWasNotCountedBefore() {
    start("garden-2 0", 3, BEFORE, A);
    awaitPages(2);
  }

  @Test
  void sendsNothingMoreUntilALookWasTakenAfterTheEnd() {
    start("garden-2 0", 0, BEFORE, A);
    awaitPages(8);
    start("garden-2 0", 1, BEFORE, A);
    assertFalse(crawler.crawls("blogs/garden"));
  }

  @Test
  void sendsAgainWhatWasLost() {
    start("garden-2 0", 0, BEFORE, A);
    awaitPages(8);
    start("garden-2 0", 3, AFTER, A);
    awaitPages(10);
    start("garden-2 0", 4, AFTER, A);
    assertFalse(crawler.crawls("blogs/garden"));
  }

  @Test
  void sendsNoMoreThanTwiceWhatIsNeeded() {
    for (int sent : List.of(8, 16)) {
      start("garden-2 0", 0, AFTER, A);
      awaitPages(sent);
    }
    start("garden-2 0", 0, AFTER, A);
    assertFalse(crawler.crawls("blogs/garden"));
  }

  @Test
  void goesThroughTheRoutersThatThereAreNow() {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch replaced = new CountDownLatch(1);
    pods.start(
        A,
        request -> {
          if (!request.path().equals("/sitemap.xml")) {
            reached.countDown();
            await(replaced);
          }
          return page(request);
        });
    pods.start(B, CrawlerTest::page);
    start("garden-2 0", 0, BEFORE, A);
    await(reached);
    start("garden-2 0", 0, BEFORE, B);
    replaced.countDown();
    awaitPages(8);
    assertEquals(7, pods.asked().stream().filter(asked -> asked.contains(B.name())).count());
  }

  @Test
  void endsWhenItIsForgotten() {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch forgotten = new CountDownLatch(1);
    pods.start(
        A,
        request -> {
          if (!request.path().equals("/sitemap.xml")) {
            reached.countDown();
            await(forgotten);
          }
          return page(request);
        });
    start("garden-2 0", 0, BEFORE, A);
    await(reached);
    crawler.forget("blogs/garden");
    forgotten.countDown();
    start("garden-2 1", 0, BEFORE, A);
    // One was on its way, and one more track of its turn is not sent.
    awaitPages(1 + 8);
  }

  @Test
  void aSitemapThatCannotBeReadIsAskedForAgain() {
    pods.start(A, _ -> new Answer.Failed("no answer within 5 s"));
    start("garden-2 0", 0, BEFORE, A);
    Await.until("the end", SOON, () -> !crawler.crawls("blogs/garden"));
    pods.start(A, CrawlerTest::page);
    start("garden-2 0", 0, AFTER, A);
    awaitPages(8);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(SOON.toSeconds(), java.util.concurrent.TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
