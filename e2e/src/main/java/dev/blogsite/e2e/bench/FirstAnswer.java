package dev.blogsite.e2e.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** From applying a new site to the first 200 through its router; its images are on the node. */
final class FirstAnswer {
  private static final Duration POLL = Duration.ofMillis(20);

  private FirstAnswer() {}

  static Duration of(Bed bed) {
    var site = bed.empty();
    var url = site.url();
    var applied = Instant.now();
    bed.apply(site, 1, "{}");
    await(url);
    return Duration.between(applied, Instant.now());
  }

  /** Asks until the address answers 200. */
  static void await(URI url) {
    var end = Instant.now().plus(Bed.PATIENCE);
    try (var client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build()) {
      var request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(2)).build();
      while (status(client, request) != 200) {
        if (Instant.now().isAfter(end)) {
          throw new AssertionError(url + " did not answer 200 within " + Bed.PATIENCE);
        }
        LockSupport.parkNanos(POLL.toNanos());
      }
    }
  }

  private static int status(HttpClient client, HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
