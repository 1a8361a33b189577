package dev.blogsite.operator.reconcile;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Duration;
import java.util.Set;

/** The running controllers. Not thread-safe. */
public final class Controllers {

  private static final int SITES_AT_ONCE = 32;
  private static final Duration FIRST_RETRY = Duration.ofMillis(200);
  private static final long LAST_RETRY_MS = 30_000;

  private final Operator operator;
  private boolean running;

  /**
   * Controllers that do not run yet.
   *
   * @param namespaces whose sites are looked after; empty for all
   */
  public Controllers(
      KubernetesClient client, BlogSiteReconciler reconciler, Set<String> namespaces) {
    operator =
        new Operator(
            overrides ->
                overrides
                    .withKubernetesClient(client)
                    .withCloseClientOnStop(false)
                    .withConcurrentReconciliationThreads(SITES_AT_ONCE)
                    .withReconciliationTerminationTimeout(Duration.ofSeconds(10))
                    // A namespace whose rights were taken away must not keep the others waiting.
                    .withStopOnInformerErrorDuringStartup(false));
    operator.register(
        reconciler,
        config -> {
          config.withRetry(
              new GenericRetry()
                  .setInitialInterval(FIRST_RETRY)
                  .setIntervalMultiplier(2)
                  .setMaxInterval(LAST_RETRY_MS)
                  .withoutMaxAttempts());
          if (namespaces.isEmpty()) {
            config.watchingAllNamespaces();
          } else {
            config.settingNamespaces(namespaces);
          }
        });
  }

  /** Starts, and returns when the caches are filled. */
  public void start() {
    operator.start();
    running = true;
  }

  /** Stops, and returns when what was under way has ended. */
  public void stop() {
    if (running) {
      running = false;
      operator.stop();
    }
  }
}
