package dev.blogsite.blog.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.undertow.server.handlers.BlockingHandler;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DrainTest {
  @Test
  void failsReadinessServesOnAndFinishesWhatIsUnderWay(@TempDir Path folder) throws Exception {
    CountDownLatch finish = new CountDownLatch(1);
    try (Site site = new Site(folder)) {
      site.pods.add(
          Site.STABLE,
          new BlockingHandler(
              exchange -> {
                if (exchange.getRequestPath().equals("/same")) {
                  exchange.setStatusCode(304);
                  return;
                }
                if (exchange.getRequestPath().equals("/slow")) {
                  finish.await(20, TimeUnit.SECONDS);
                }
                exchange
                    .getOutputStream()
                    .write(exchange.getRequestPath().getBytes(StandardCharsets.UTF_8));
              }));
      site.push(site.stableOnly());
      CompletableFuture<HttpResponse<String>> slow =
          site.client.sendAsync(
              HttpRequest.newBuilder(site.at("/slow")).build(), BodyHandlers.ofString());
      HttpRequest ready = HttpRequest.newBuilder(site.ops("/health/ready")).build();
      assertEquals(200, site.send(ready).statusCode());

      CompletableFuture<Void> drained =
          CompletableFuture.runAsync(() -> site.router().drain(Duration.ofMillis(500)));

      Site.await("not ready", () -> site.send(ready).statusCode() == 503);
      HttpResponse<String> during = site.get("/quick");
      assertEquals("/quick", during.body());
      assertEquals("close", during.headers().firstValue("Connection").orElse(""));
      HttpResponse<String> same = site.get("/same");
      assertEquals(304, same.statusCode());
      assertEquals("close", same.headers().firstValue("Connection").orElse(""));
      Site.await("no more", () -> refuses(site));
      finish.countDown();
      assertEquals("/slow", slow.orTimeout(20, TimeUnit.SECONDS).join().body());
      drained.orTimeout(20, TimeUnit.SECONDS).join();
      assertThrows(IOException.class, () -> ask(site));
    }
  }

  private static boolean refuses(Site site) {
    try {
      ask(site);
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static void ask(Site site) throws IOException {
    try {
      site.client.send(
          HttpRequest.newBuilder(site.at("/quick")).build(), BodyHandlers.discarding());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
