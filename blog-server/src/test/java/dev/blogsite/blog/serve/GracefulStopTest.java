package dev.blogsite.blog.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.blog.source.SetFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GracefulStopTest {
  @Test
  void failsReadinessAndServesOnWhileEndpointsSpread(@TempDir Path folder) throws Exception {
    RunningBlog blog = RunningBlog.over(folder, Duration.ofSeconds(5));
    blog.swap("0000000001", Map.of("a.md", SetFolder.post("First", "one")));
    blog.awaitReady(ready -> ready.contains("\"generation\":1"));
    int port = blog.server().port();
    CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> close(blog));
    String body = blog.awaitReady(ready -> ready.contains("\"draining\":true"));
    assertTrue(body.startsWith("{\"ready\":false,"), body);
    assertEquals(503, blog.ops("/health/ready").statusCode());
    assertEquals(200, blog.ops("/healthz").statusCode());
    HttpResponse<String> page = blog.get("/posts/a");
    assertEquals(200, page.statusCode());
    assertEquals("close", page.headers().firstValue("Connection").orElse(""));
    closed.orTimeout(40, TimeUnit.SECONDS).join();
    assertThrows(
        IOException.class, () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
  }

  private static void close(RunningBlog blog) {
    try {
      blog.server().stop();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
