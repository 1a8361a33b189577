package dev.blogsite.blog.router;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done from time to time: addresses, leases, the mounted file, history, the sitemap. */
final class Chores implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Chores.class);
  private static final long TICK_MILLIS = 200;
  private static final long RESOLVE_MILLIS = 1000;
  private static final long SPAN_SECONDS = 10;

  private final MountedSplit mounted;
  private final SplitControl control;
  private final Observations observations;
  private final Sitemaps sitemaps;
  // Look-ups and fetches block; the lease must not wait for them.
  private final ScheduledExecutorService quick = executor("chores");
  private final ScheduledExecutorService lookUps = executor("look-ups");
  private final ScheduledExecutorService fetches = executor("sitemap");

  Chores(MountedSplit mounted, SplitControl control, Observations observations, Sitemaps sitemaps) {
    this.mounted = mounted;
    this.control = control;
    this.observations = observations;
    this.sitemaps = sitemaps;
  }

  private static ScheduledExecutorService executor(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name(name).factory());
  }

  /** Reads the mounted file, then starts all of them. */
  void start() {
    mounted.look();
    repeat(lookUps, mounted::look, TICK_MILLIS);
    repeat(quick, control::checkLease, TICK_MILLIS);
    repeat(lookUps, control::refresh, RESOLVE_MILLIS);
    repeat(quick, observations::tick, TimeUnit.SECONDS.toMillis(SPAN_SECONDS));
    repeat(fetches, sitemaps::look, RESOLVE_MILLIS);
  }

  private static void repeat(ScheduledExecutorService on, Runnable chore, long millis) {
    Runnable safe =
        () -> {
          try {
            chore.run();
          } catch (RuntimeException e) {
            // An exception that leaves a scheduled task would end it for good.
            LOG.error("a chore failed", e);
          }
        };
    // Its future says nothing: the task never fails, and ends with its executor.
    var _ = on.scheduleAtFixedRate(safe, millis, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    quick.shutdownNow();
    lookUps.shutdownNow();
    fetches.shutdownNow();
  }
}
