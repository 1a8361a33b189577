package dev.blogsite.blog.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.blogsite.blog.config.BlogConfig;
import dev.blogsite.blog.metrics.HttpMetrics;
import dev.blogsite.blog.post.Post;
import dev.blogsite.blog.post.Post.State;
import dev.blogsite.blog.post.PostStore;
import dev.blogsite.blog.render.Site;
import dev.blogsite.blog.render.Theme;
import dev.blogsite.blog.search.Hit;
import dev.blogsite.blog.search.SearchQuery;
import dev.blogsite.blog.source.PostSet;
import io.prometheus.client.CollectorRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What readers get when pages cannot be rendered, or not now. */
final class BlogHandlerTest {
  private static final int WORKERS = 2;
  private static final int MAX_WAITING = 256;

  private final CountDownLatch go = new CountDownLatch(1);
  private final HttpClient client = HttpClient.newHttpClient();
  private Workers workers;
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    Post post =
        new Post("a", "A post", Instant.EPOCH, List.of(), State.PUBLISHED, "a.md", "", "text");
    PostSet set =
        new PostSet("0000000001", "0".repeat(64), BlogConfig.DEFAULT, List.of(post), List.of());
    Site site = new Site(set, new Broken(), Theme.load(), 1_000_000);
    workers = Workers.start(WORKERS);
    HttpMetrics metrics = new HttpMetrics(new CollectorRegistry(), BlogHandler.routes());
    server = HttpServer.start(workers.xnio(), 0, new BlogHandler(() -> site, workers, metrics));
  }

  @AfterEach
  void stop() throws Exception {
    go.countDown();
    client.close();
    server.stop(Duration.ofSeconds(10));
    workers.stop();
  }

  private HttpRequest request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
            .timeout(Duration.ofSeconds(30));
    return (headers.length == 0 ? request : request.headers(headers)).build();
  }

  @Test
  void saysThatAPageIsBrokenAndLogsWhichRequestWhy() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(BlogHandler.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try {
      HttpResponse<String> answer =
          client.send(request("/posts/a", "X-Request-Id", "abc-1"), BodyHandlers.ofString());
      assertEquals(500, answer.statusCode());
      assertTrue(answer.body().contains("Something broke here"));
      assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
      assertEquals("abc-1", answer.headers().firstValue("X-Request-Id").orElse(""));
      String said = log.list.getFirst().getKeyValuePairs().toString();
      assertTrue(said.contains("path=\"/posts/a\"") && said.contains("requestId=\"abc-1\""), said);
      assertEquals("the disk is gone", log.list.getFirst().getThrowableProxy().getMessage());
    } finally {
      logger.detachAppender(log);
    }
  }

  @Test
  void answersAtOnceThatItHasTooMuchToDo() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
    for (int i = 0; i < MAX_WAITING; i++) {
      waiting.add(client.sendAsync(request("/search?q=a"), BodyHandlers.ofString()));
    }
    HttpResponse<String> refused = null;
    while (refused == null) {
      CompletableFuture<HttpResponse<String>> next =
          client.sendAsync(request("/search?q=a"), BodyHandlers.ofString());
      waiting.add(next);
      // Those before it may not all have arrived: then it waits like them.
      refused = next.copy().completeOnTimeout(null, 500, TimeUnit.MILLISECONDS).join();
    }
    assertEquals(503, refused.statusCode());
    assertEquals(
        404,
        client.send(request("/nothing"), BodyHandlers.ofString()).statusCode(),
        "what is known is answered all along");
    assertEquals("1", refused.headers().firstValue("Retry-After").orElse(""));
    assertTrue(refused.body().contains("Too much at once"));
    go.countDown();
    for (CompletableFuture<HttpResponse<String>> each : waiting) {
      int status = each.join().statusCode();
      assertTrue(status == 200 || status == 503, "status " + status);
    }
  }

  private final class Broken implements PostStore {
    @Override
    public String markdown(String slug) {
      throw new IllegalStateException("the disk is gone");
    }

    @Override
    public List<Hit> search(SearchQuery query, int limit) {
      try {
        go.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return List.of();
    }

    @Override
    public void retire() {
      // Nothing is held.
    }
  }
}
