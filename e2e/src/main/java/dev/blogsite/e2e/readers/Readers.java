package dev.blogsite.e2e.readers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * A steady stream of readers of one blog: each keeps the cookie it was given over {@value
 * #PAGES_PER_READER} pages, then another comes. Requests start at a fixed rate, whatever the
 * answers take (no coordinated omission), up to {@value #MAX_IN_FLIGHT} at once. Thread-safe.
 */
public final class Readers implements AutoCloseable {
  static final int PAGES_PER_READER = 4;
  static final int MAX_IN_FLIGHT = 1_000;
  private static final int MAX_SAMPLES = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration TICK = Duration.ofMillis(10);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final List<URI> pages;
  private final double perTick;
  private final Semaphore room = new Semaphore(MAX_IN_FLIGHT);
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("readers").factory());
  private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> failed = new ConcurrentHashMap<>();
  private final List<String> samples = Collections.synchronizedList(new ArrayList<>());
  private final AtomicLong sent = new AtomicLong();
  private final String[] cookies = new String[257];
  private double owed;

  private Readers(List<URI> pages, int perSecond) {
    this.pages = List.copyOf(pages);
    this.perTick = perSecond * TICK.toMillis() / 1000.0;
  }

  /**
   * Starts sending readers.
   *
   * @param pages read in turn; at least one
   * @param perSecond requests a second, 1 to 5,000
   */
  public static Readers of(List<URI> pages, int perSecond) {
    if (pages.isEmpty() || perSecond < 1 || perSecond > 5_000) {
      throw new IllegalArgumentException(
          "%d pages at %d a second; needs a page and 1 to 5,000 a second"
              .formatted(pages.size(), perSecond));
    }
    var readers = new Readers(pages, perSecond);
    var _ =
        readers.clock.scheduleAtFixedRate(readers::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    return readers;
  }

  /** What they got so far. */
  public Tally tally() {
    synchronized (samples) {
      return new Tally(counts(requests), counts(failed), List.copyOf(samples));
    }
  }

  /** Stops sending, waits for the answers under way, and counts. */
  public Tally stop() {
    clock.shutdownNow();
    try {
      if (!room.tryAcquire(MAX_IN_FLIGHT, PATIENCE.toSeconds() + 1, TimeUnit.SECONDS)) {
        throw new AssertionError("requests are still under way after " + PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return tally();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    client.shutdownNow();
  }

  private void tick() {
    owed += perTick;
    while (owed >= 1 && room.tryAcquire()) {
      owed--;
      send(sent.getAndIncrement());
    }
    owed = Math.min(owed, MAX_IN_FLIGHT);
  }

  private void send(long n) {
    // Readers are spread over slots, so that one's pages lie a while apart, as in life.
    int slot = (int) (n % cookies.length);
    boolean newcomer = n / cookies.length % PAGES_PER_READER == 0;
    var request = HttpRequest.newBuilder(pages.get((int) (n % pages.size()))).timeout(PATIENCE);
    var cookie = newcomer ? null : cookies[slot];
    if (newcomer) {
      cookies[slot] = null;
    }
    if (cookie != null) {
      request.header("Cookie", cookie);
    }
    var _ =
        client
            .sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
            .handle(
                (response, error) -> {
                  if (response != null) {
                    keepCookie(slot, response);
                  }
                  count(response, error);
                  room.release();
                  return Boolean.TRUE;
                });
  }

  private void keepCookie(int slot, HttpResponse<byte[]> response) {
    Optional<String> given = response.headers().firstValue("Set-Cookie");
    given.ifPresent(value -> cookies[slot] = value.split(";", 2)[0]);
  }

  private void count(HttpResponse<byte[]> response, Throwable error) {
    var answer =
        response == null
            ? new Answer("none", 0, reason(error))
            : new Answer(
                response.headers().firstValue("X-Blogsite-Track").orElse("none"),
                response.statusCode(),
                "status " + response.statusCode() + " for " + response.uri());
    requests.computeIfAbsent(answer.track(), track -> new LongAdder()).increment();
    if (!answer.good()) {
      failed.computeIfAbsent(answer.track(), track -> new LongAdder()).increment();
      if (samples.size() < MAX_SAMPLES) {
        samples.add(answer.track() + ": " + answer.detail());
      }
    }
  }

  private static String reason(Throwable error) {
    var cause = error.getCause() instanceof IOException io ? io : error;
    return cause.toString();
  }

  private static Map<String, Long> counts(Map<String, LongAdder> adders) {
    var counts = new TreeMap<String, Long>();
    adders.forEach((track, adder) -> counts.put(track, adder.sum()));
    return counts;
  }
}
