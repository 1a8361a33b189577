package dev.blogsite.operator.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A candidacy for the lease that one operator at a time holds. It is no fence: who has lost the
 * lease may not know it yet, so every change of a split carries an epoch.
 */
public final class Leadership implements AutoCloseable {

  private static final Duration LASTS = Duration.ofSeconds(15);
  private static final Duration RENEW_WITHIN = Duration.ofSeconds(10);
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final CompletableFuture<?> candidacy;

  /**
   * Stands at once.
   *
   * @param client with short time-outs, used by nothing else
   * @param lease its name, which no others may have who look after other sites
   * @param won called once when the lease is held; must return at once
   * @param lost called once when it is held no more; must return at once
   */
  public Leadership(
      KubernetesClient client,
      String namespace,
      String lease,
      String identity,
      Runnable won,
      Runnable lost) {
    var config =
        new LeaderElectionConfig(
            new LeaseLock(namespace, lease, identity),
            LASTS,
            RENEW_WITHIN,
            EVERY,
            new LeaderCallbacks(won, lost, _ -> {}),
            true,
            lease);
    candidacy = new LeaderElector(client, config, thread).start();
  }

  /** Gives the lease back. */
  @Override
  public void close() {
    candidacy.cancel(true);
    thread.shutdownNow();
  }
}
