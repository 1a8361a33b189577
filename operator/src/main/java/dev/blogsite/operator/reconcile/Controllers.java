package dev.blogsite.operator.reconcile;

import dev.blogsite.api.v1alpha1.BlogSite;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The running controllers. To be started and stopped by one thread. */
public final class Controllers {

  private static final int SITES_AT_ONCE = 32;
  private static final Duration FIRST_RETRY = Duration.ofMillis(200);
  private static final long LAST_RETRY_MS = 30_000;

  private final Operator operator;
  private volatile boolean running;

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
          config.withOnUpdateFilter(Controllers::matters);
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

  /**
   * Whether a change of a site is one to act on; what the operator reports is not, what others
   * erase is.
   */
  private static boolean matters(BlogSite now, BlogSite before) {
    var meta = now.getMetadata();
    var was = before.getMetadata();
    return !Objects.equals(meta.getGeneration(), was.getGeneration())
        || !Objects.equals(meta.getAnnotations(), was.getAnnotations())
        || !Objects.equals(meta.getFinalizers(), was.getFinalizers())
        || !Objects.equals(meta.getDeletionTimestamp(), was.getDeletionTimestamp())
        || now.getStatus() == null
        || now.getStatus().phase() == null;
  }

  /** Starts, and returns when the caches are filled. */
  public void start() {
    operator.start();
    running = true;
  }

  /** Why sites cannot be looked after as they should be, if so: kinds that nothing watches now. */
  public Optional<String> unready() {
    if (!running) {
      return Optional.empty();
    }
    // One entry for each controller, also for those that see everything.
    String blind =
        operator.getRuntimeInfo().unhealthyEventSources().values().stream()
            .flatMap(sources -> sources.keySet().stream())
            .sorted()
            .collect(Collectors.joining(", "));
    return blind.isEmpty() ? Optional.empty() : Optional.of("not watching: " + blind);
  }

  /** Stops, and returns when what was under way has ended. */
  public void stop() {
    if (running) {
      running = false;
      operator.stop();
    }
  }
}
