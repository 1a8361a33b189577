package dev.blogsite.operator.traffic;

import dev.blogsite.operator.cluster.PodProxy;
import dev.blogsite.operator.cluster.PodProxy.Answer.Answered;
import dev.blogsite.operator.cluster.PodRef;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Crawls a quiet site's sitemap on both its tracks, through its routers, so that there is something
 * to judge: at most 5 requests a second for a site. Crawls run in the background. Thread-safe.
 */
public final class Crawler implements AutoCloseable {

  private static final int HTTP_PORT = 8080;
  private static final long PACE_NANOS = Duration.ofMillis(200).toNanos();
  private static final Duration HEADER_LIFE = Duration.ofSeconds(30);
  private static final List<String> TRACKS = List.of("stable", "canary");

  private final PodProxy proxy;
  private final InstantSource clock;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("crawl-", 0).factory());
  private final Map<String, Progress> crawls = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** A crawler through {@code proxy}. */
  public Crawler(PodProxy proxy, InstantSource clock) {
    this.proxy = proxy;
    this.clock = clock;
  }

  /**
   * What is to be crawled.
   *
   * @param site {@code namespace/name}
   * @param step names the rollout and the step that are judged; another one gets requests of its
   *     own
   * @param perTrack requests that each track gets at most in this step
   * @param counted those of them that were sent before this crawler knew of the step
   * @param routers pods to go through, in turn
   */
  public record Crawl(
      String site, String step, int perTrack, int counted, List<PodRef> routers, SiteKey key) {
    /** The list is copied. */
    public Crawl {
      routers = List.copyOf(routers);
    }
  }

  private record Progress(String step, AtomicInteger sent, AtomicInteger running) {}

  /** Starts a crawl unless it is under way or has sent all it may. Returns at once. */
  public void start(Crawl crawl) {
    Progress progress =
        crawls.compute(
            crawl.site(),
            (_, was) ->
                was != null && was.step().equals(crawl.step())
                    ? was
                    : new Progress(
                        crawl.step(), new AtomicInteger(crawl.counted()), new AtomicInteger()));
    boolean more = progress.sent().get() < crawl.perTrack() && !crawl.routers().isEmpty();
    if (more && progress.running().compareAndSet(0, 1)) {
      var _ = threads.submit(() -> run(crawl, progress));
    }
  }

  /** Ends a site's crawl and forgets it. */
  public void forget(String site) {
    crawls.remove(site);
  }

  private void run(Crawl crawl, Progress progress) {
    try {
      List<String> pages = sitemap(crawl);
      long slot = System.nanoTime();
      while (!pages.isEmpty()
          && !closed
          && isWanted(crawl)
          && progress.sent().get() < crawl.perTrack()) {
        int turn = progress.sent().getAndIncrement();
        for (String track : TRACKS) {
          slot += PACE_NANOS;
          LockSupport.parkNanos(slot - System.nanoTime());
          get(crawl, turn, track, pages.get(turn % pages.size()));
        }
      }
    } finally {
      progress.running().set(0);
    }
  }

  private boolean isWanted(Crawl crawl) {
    Progress now = crawls.get(crawl.site());
    return now != null && now.step().equals(crawl.step());
  }

  private List<String> sitemap(Crawl crawl) {
    return get(crawl, 0, "stable", "/sitemap.xml") instanceof Answered(var status, var _, var body)
            && status == 200
        ? Sitemap.paths(body)
        : new ArrayList<>();
  }

  private PodProxy.Answer get(Crawl crawl, int turn, String track, String path) {
    var router = crawl.routers().get(turn % crawl.routers().size());
    String header = crawl.key().probe(crawl.site(), track, clock.instant().plus(HEADER_LIFE));
    var headers = Map.of("X-Blogsite-Track", header);
    return proxy.send(router, new PodProxy.Request("GET", HTTP_PORT, path, headers, ""));
  }

  @Override
  public void close() {
    closed = true;
    threads.shutdownNow();
  }
}
