package dev.blogsite.blog.router;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Readers who ask for pages all the time, and note what went wrong. */
final class Readers implements AutoCloseable {
  private final Site site;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong answered = new AtomicLong();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  Readers(Site site, int count) {
    this.site = site;
    for (int i = 0; i < count; i++) {
      threads.execute(this::read);
    }
  }

  private void read() {
    HttpRequest request = HttpRequest.newBuilder(site.at("/posts/a")).build();
    while (!over) {
      try {
        HttpResponse<String> answer = site.client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200 || !answer.body().contains(Site.track(answer))) {
          failures.add(answer.statusCode() + " " + answer.body());
        }
      } catch (Exception e) {
        failures.add(e.toString());
      }
      answered.incrementAndGet();
    }
  }

  /** Waits for this many more answers. */
  void atLeast(long more) {
    long wanted = answered.get() + more;
    Site.await(more + " answers", () -> answered.get() >= wanted);
  }

  long answered() {
    return answered.get();
  }

  long failed() {
    return failures.size();
  }

  String failures() {
    return String.join("\n", failures.stream().limit(5).toList());
  }

  @Override
  public void close() {
    over = true;
    threads.close();
  }
}
