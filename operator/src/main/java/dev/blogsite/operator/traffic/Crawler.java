package dev.blogsite.operator.traffic;

import dev.blogsite.operator.cluster.PodProxy;
import dev.blogsite.operator.cluster.PodProxy.Answer.Answered;
import dev.blogsite.operator.cluster.PodRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Crawls a quiet site's sitemap on both its tracks, through its routers, so that there is something
 * to judge: at most 5 requests a second for a site. Crawls run in the background. Thread-safe.
 */
public final class Crawler implements AutoCloseable {

  private static final int HTTP_PORT = 8080;
  private static final Duration PACE = Duration.ofMillis(200);
  private static final Duration HEADER_LIFE = Duration.ofSeconds(30);
  private static final List<String> TRACKS = List.of("stable", "canary");

  /** Probes that were lost on the way are sent again, but not for ever. */
  private static final int MOST_TIMES = 2;

  private final PodProxy proxy;
  private final InstantSource clock;
  private final long paceNanos;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("crawl-", 0).factory());
  private final Map<String, Progress> crawls = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** A crawler through {@code proxy}. */
  public Crawler(PodProxy proxy, InstantSource clock) {
    this(proxy, clock, PACE);
  }

  Crawler(PodProxy proxy, InstantSource clock, Duration pace) {
    this.proxy = proxy;
    this.clock = clock;
    this.paceNanos = pace.toNanos();
  }

  /**
   * What is to be crawled.
   *
   * @param site {@code namespace/name}
   * @param step names the rollout and the step that are judged; another one gets requests of its
   *     own
   * @param perTrack requests of each track that have to be counted in this step
   * @param counted those of them that were
   * @param countedAt when that was seen
   * @param routers pods to go through, in turn
   */
  public record Crawl(
      String site,
      String step,
      int perTrack,
      int counted,
      Instant countedAt,
      List<PodRef> routers,
      SiteKey key) {
    /** The list is copied. */
    public Crawl {
      routers = List.copyOf(routers);
    }
  }

  /** How far the crawl of one step is. Guarded by itself. */
  private static final class Progress {
    private Crawl newest;
    private int sent;
    private boolean runs;
    private Instant ended = Instant.MIN;

    private Progress(Crawl crawl) {
      newest = crawl;
      sent = crawl.counted();
    }

    /** The number of requests that each track gets now, if a crawl is to begin. */
    private synchronized int begin(Crawl crawl) {
      newest = crawl;
      // What was counted before the end of a crawl may not be all that it sent.
      if (runs || crawl.routers().isEmpty() || !crawl.countedAt().isAfter(ended)) {
        return 0;
      }
      int most = MOST_TIMES * crawl.perTrack() - sent;
      int turns = Math.max(0, Math.min(crawl.perTrack() - crawl.counted(), most));
      runs = turns > 0;
      return turns;
    }

    private synchronized int next() {
      return sent++;
    }

    private synchronized void end(Instant now) {
      ended = now;
      runs = false;
    }

    private synchronized boolean runs() {
      return runs;
    }

    private synchronized Crawl newest() {
      return newest;
    }
  }

  /**
   * Starts a crawl of what is not counted yet, unless one is under way, has not been looked at yet,
   * or has sent all it may. Returns at once.
   */
  public void start(Crawl crawl) {
    Progress progress =
        crawls.compute(
            crawl.site(),
            (_, was) ->
                was != null && was.newest().step().equals(crawl.step())
                    ? was
                    : new Progress(crawl));
    int turns = progress.begin(crawl);
    if (turns > 0) {
      var _ = threads.submit(() -> run(progress, turns));
    }
  }

  /** Ends a site's crawl and forgets it. */
  public void forget(String site) {
    crawls.remove(site);
  }

  /** Whether a crawl of the site is under way. */
  boolean crawls(String site) {
    Progress progress = crawls.get(site);
    return progress != null && progress.runs();
  }

  private void run(Progress progress, int turns) {
    try {
      List<String> pages = sitemap(progress);
      long slot = System.nanoTime();
      for (int i = 0; i < turns && !pages.isEmpty() && isWanted(progress); i++) {
        int turn = progress.next();
        for (String track : TRACKS) {
          // A slot that was missed is lost: made up for, it would come on top of the next one's.
          slot = Math.max(slot + paceNanos, System.nanoTime());
          LockSupport.parkNanos(slot - System.nanoTime());
          if (isWanted(progress)) {
            var _ = get(progress.newest(), turn, track, pages.get(turn % pages.size()));
          }
        }
      }
    } finally {
      progress.end(clock.instant());
    }
  }

  private boolean isWanted(Progress progress) {
    return !closed
        && crawls.get(progress.newest().site()) == progress
        && !progress.newest().routers().isEmpty();
  }

  private List<String> sitemap(Progress progress) {
    return get(progress.newest(), 0, "stable", "/sitemap.xml")
                instanceof Answered(var status, var _, var body)
            && status == 200
        ? Sitemap.paths(body)
        : List.of();
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
