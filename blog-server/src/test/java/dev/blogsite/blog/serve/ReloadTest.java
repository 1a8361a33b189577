package dev.blogsite.blog.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.blog.source.SetFolder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReloadTest {
  private static final Map<String, String> GOOD = Map.of("a.md", SetFolder.post("First", "one"));

  private final Path folder;

  ReloadTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void isNotReadyBeforeItsFirstSet() throws Exception {
    try (RunningBlog blog = RunningBlog.over(folder)) {
      assertEquals(503, blog.ops("/health/ready").statusCode());
      assertEquals(503, blog.ops("/health/started").statusCode());
      assertEquals(200, blog.ops("/healthz").statusCode());
      assertEquals(503, blog.get("/").statusCode());
      String hash = blog.swap("00000000aa", GOOD);
      String body = blog.awaitReady(ready -> ready.contains("\"result\":\"Acknowledged\""));
      assertTrue(body.contains("\"configHash\":\"" + hash + "\""), body);
    }
  }

  @Test
  void servesTheNewSetOnceItIsAcknowledged() throws Exception {
    try (RunningBlog blog = RunningBlog.with(folder, GOOD)) {
      blog.swap("0000000002", Map.of("a.md", SetFolder.post("Second", "two")));
      blog.awaitReady(ready -> ready.contains("\"generation\":2"));
      HttpResponse<String> page = blog.get("/posts/a");
      assertTrue(page.body().contains("Second"));
      assertEquals("0000000002", page.headers().firstValue("X-Blogsite-Revision").orElse(""));
    }
  }

  @Test
  void acknowledgesWithinAFractionOfASecond() throws Exception {
    try (RunningBlog blog = RunningBlog.with(folder, GOOD)) {
      long slowest = 0;
      for (int i = 2; i < 12; i++) {
        String generation = "\"generation\":" + i + ",";
        blog.swap("00000000%02d".formatted(i), Map.of("a.md", SetFolder.post("Set " + i, "")));
        long start = System.nanoTime();
        blog.awaitReady(ready -> ready.contains(generation));
        slowest = Math.max(slowest, System.nanoTime() - start);
      }
      assertTrue(slowest < Duration.ofSeconds(2).toNanos(), slowest / 1_000_000 + " ms");
    }
  }

  @Test
  void goesOnServingTheLastGoodSetWhenOneIsRefused() throws Exception {
    try (RunningBlog blog = RunningBlog.with(folder, GOOD)) {
      blog.swap("00000000bb", Map.of("config.yaml", "title: x\nlanguage: xx\n"));
      String body = blog.awaitReady(ready -> ready.contains("\"result\":\"Refused\""));
      assertTrue(body.contains("\"ready\":true,\"revision\":\"0000000001\""), body);
      assertTrue(body.contains("config.yaml:2: language is \\\"xx\\\"; must begin with"), body);
      assertTrue(blog.get("/posts/a").body().contains("First"));
      blog.swap("00000000cc", GOOD);
      blog.awaitReady(
          ready -> ready.contains("\"revision\":\"00000000cc\"") && ready.contains("Acknowledged"));
    }
  }

  @Test
  void waitsForFilesThatBelongTogether() throws Exception {
    try (RunningBlog blog = RunningBlog.with(folder, GOOD)) {
      blog.folder()
          .swapAsIs(
              GOOD, "{\"revision\":\"00000000dd\",\"setHash\":\"%s\"}".formatted("0".repeat(64)));
      blog.awaitReady(ready -> ready.contains("\"result\":\"Incomplete\""));
      assertEquals(200, blog.ops("/health/ready").statusCode());
    }
  }

  @Test
  void namesBrokenPostsAndServesTheOthers() throws Exception {
    try (RunningBlog blog = RunningBlog.with(folder, GOOD)) {
      blog.swap(
          "00000000ee", Map.of("a.md", GOOD.get("a.md"), "b.md", "---\ntitle: b\ndate: no\n---\n"));
      String body = blog.awaitReady(ready -> ready.contains("\"generation\":2"));
      assertTrue(
          body.contains("\"postsRefused\":[{\"file\":\"b.md\",\"line\":3,\"error\":\"date is"),
          body);
      String slo = blog.ops("/metrics/slo").body();
      assertTrue(slo.contains("\"postsRefused\":[{\"file\":\"b.md\",\"line\":3,"), slo);
      assertEquals(200, blog.get("/posts/a").statusCode());
      assertEquals(404, blog.get("/posts/b").statusCode());
    }
  }

  @Test
  void goesOnReloadingWhenAnOldIndexCannotBeRemoved() throws Exception {
    try (RunningBlog blog = RunningBlog.with(folder, GOOD)) {
      Path index = folder.resolve("data").resolve("index-1.db");
      Files.delete(index);
      Files.createDirectories(index.resolve("in-the-way"));
      for (int i = 2; i <= 3; i++) {
        String generation = "\"generation\":" + i + ",\"result\":\"Acknowledged\"";
        blog.swap("000000000" + i, Map.of("a.md", SetFolder.post("Set " + i, "")));
        blog.awaitReady(ready -> ready.contains(generation));
      }
      assertTrue(blog.get("/posts/a").body().contains("Set 3"));
    }
  }

  @Test
  void losesNoRequestIn200Reloads() throws Exception {
    try (RunningBlog blog = RunningBlog.with(folder, GOOD)) {
      AtomicBoolean done = new AtomicBoolean();
      AtomicInteger requests = new AtomicInteger();
      Queue<String> failures = new ConcurrentLinkedQueue<>();
      Thread[] readers = new Thread[3];
      String[] paths = {"/posts/a", "/search?q=text", "/feed.xml"};
      for (int i = 0; i < readers.length; i++) {
        String path = paths[i];
        readers[i] = Thread.ofPlatform().start(() -> read(blog, path, done, requests, failures));
      }
      for (int i = 2; i <= 201; i++) {
        String generation = "\"generation\":" + i + ",";
        blog.swap("%010d".formatted(i), Map.of("a.md", SetFolder.post("Set " + i, "text " + i)));
        blog.awaitReady(ready -> ready.contains(generation));
      }
      done.set(true);
      for (Thread reader : readers) {
        reader.join();
      }
      assertTrue(failures.isEmpty(), failures.size() + " of " + requests + ": " + failures.peek());
      assertTrue(requests.get() > 600, requests.toString());
      try (var left = Files.list(folder.resolve("data"))) {
        assertEquals(2, left.count(), "one index and the lock");
      }
    }
  }

  private static void read(
      RunningBlog blog,
      String path,
      AtomicBoolean done,
      AtomicInteger requests,
      Queue<String> failures) {
    while (!done.get()) {
      try {
        HttpResponse<String> answer = blog.get(path);
        requests.incrementAndGet();
        if (answer.statusCode() != 200) {
          failures.add(path + " answered " + answer.statusCode());
        }
      } catch (Exception e) {
        failures.add(path + ": " + e);
      }
    }
  }
}
