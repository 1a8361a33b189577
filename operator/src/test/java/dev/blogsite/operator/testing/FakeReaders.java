package dev.blogsite.operator.testing;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Readers of one site who come through all its routers, split as these say. */
public final class FakeReaders implements AutoCloseable {

  private static final int PER_TURN = 100;

  private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
  private final Hub hub;
  private final String site;
  private final double canaryErrors;
  private double owedReaders;
  private double owedErrors;

  /**
   * About 4,000 requests a second through each router.
   *
   * @param canaryErrors the share of the canary's requests that fail, 0 to 1
   */
  public FakeReaders(Hub hub, String site, double canaryErrors) {
    this.hub = hub;
    this.site = site;
    this.canaryErrors = canaryErrors;
    var _ = loop.scheduleWithFixedDelay(this::turn, 0, 25, TimeUnit.MILLISECONDS);
  }

  private void turn() {
    for (FakeRouter router : hub.kubelet.known(site)) {
      owedReaders += PER_TURN * router.weightPpm() / 1e6;
      long canary = (long) owedReaders;
      owedReaders -= canary;
      owedErrors += canary * canaryErrors;
      long bad = (long) owedErrors;
      owedErrors -= bad;
      router.read("canary", canary, bad, canary);
      router.read("stable", PER_TURN - canary, 0, PER_TURN - canary);
    }
  }

  @Override
  public void close() {
    loop.shutdownNow();
  }
}
