package dev.blogsite.operator;

import dev.blogsite.operator.cluster.ApiPodProxy;
import dev.blogsite.operator.cluster.Clients;
import dev.blogsite.operator.cluster.Fan;
import dev.blogsite.operator.cluster.Leadership;
import dev.blogsite.operator.metrics.OperatorMetrics;
import dev.blogsite.operator.metrics.ProxiedSloSource;
import dev.blogsite.operator.reconcile.Controllers;
import dev.blogsite.operator.reconcile.Wiring;
import dev.blogsite.operator.traffic.Crawler;
import dev.blogsite.operator.traffic.ProxiedRouter;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/** {@code operator run}: looks after BlogSites until it is told to stop. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Looks after BlogSites. Settings come from the environment:",
      "BLOGSITE_NAMESPACE, BLOGSITE_LEASE (blogsite-operator: who leads, in that namespace),"
          + " BLOGSITE_WATCH_NAMESPACES (empty: all), BLOGSITE_BLOG_IMAGE"
          + " (repository), BLOGSITE_ROUTER_IMAGE, BLOGSITE_ROUTER_LEASE (15m),"
          + " BLOGSITE_LEADER_ELECTION (true), BLOGSITE_LOG_LEVEL (info), BLOGSITE_OPS_PORT (8080)."
    })
final class RunCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
  private static final int CALLS_AT_ONCE = 64;
  private static final int CALLS_OF_A_SITE = 16;

  private final Map<String, String> env;
  private volatile Supplier<Optional<String>> unready = () -> Optional.of("starting");

  RunCommand(Map<String, String> env) {
    this.env = env;
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings settings;
    try {
      settings = Settings.read(env);
    } catch (IllegalArgumentException e) {
      LOG.error("{}", e.getMessage());
      return 2;
    }
    var metrics = new OperatorMetrics();
    var stop = new CountDownLatch(1);
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> askToStop(stop, stopped), "stop"));
    try (var ops = new OpsServer(settings.opsPort(), metrics, () -> unready.get());
        var routers = new Fan(CALLS_AT_ONCE, CALLS_OF_A_SITE);
        var blogs = new Fan(CALLS_AT_ONCE, CALLS_OF_A_SITE);
        var client = Clients.work(metrics::requested);
        var crawler = new Crawler(new ApiPodProxy(client), InstantSource.system())) {
      LOG.info("listening on port {}", ops.port());
      var controllers = controllers(settings, client, routers, blogs, crawler, metrics);
      if (settings.election()) {
        elect(settings, controllers, metrics, stop);
      } else {
        controllers.start();
        metrics.leads(true);
        unready = controllers::unready;
        stop.await();
      }
      unready = () -> Optional.of("stopping");
      controllers.stop();
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  private static Controllers controllers(
      Settings settings,
      KubernetesClient client,
      Fan routers,
      Fan blogs,
      Crawler crawler,
      OperatorMetrics metrics) {
    var proxy = new ApiPodProxy(client);
    var parts =
        new Wiring.Parts(
            client,
            new ProxiedRouter(proxy, routers),
            new ProxiedSloSource(proxy, routers, blogs),
            crawler,
            metrics,
            InstantSource.system(),
            settings.blogImage(),
            settings.routerImage(),
            settings.lease(),
            settings.identity());
    return new Controllers(client, Wiring.reconciler(parts), settings.watch());
  }

  /** Waits to lead, leads, and returns when it is to stop or leads no more. */
  private void elect(
      Settings settings, Controllers controllers, OperatorMetrics metrics, CountDownLatch stop)
      throws InterruptedException {
    var leading = new CountDownLatch(1);
    try (var client = Clients.lease();
        var _ =
            new Leadership(
                client,
                settings.namespace(),
                settings.leaseName(),
                settings.identity(),
                leading::countDown,
                () -> {
                  stop.countDown();
                  leading.countDown();
                })) {
      // One that waits to lead is as ready as it gets.
      unready = controllers::unready;
      while (!leading.await(1, TimeUnit.SECONDS) && stop.getCount() > 0) {
        LOG.debug("waiting to lead");
      }
      if (stop.getCount() > 0) {
        LOG.info("leading as {}", settings.identity());
        controllers.start();
        metrics.leads(true);
        stop.await();
        LOG.info("leading no more");
        metrics.leads(false);
        // What was begun ends before another may begin.
        controllers.stop();
      }
    }
  }

  /** Lets the main thread wind up before the process ends. */
  private static void askToStop(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
