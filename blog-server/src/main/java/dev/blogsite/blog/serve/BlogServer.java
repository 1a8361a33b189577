package dev.blogsite.blog.serve;

import dev.blogsite.blog.http.BlogHandler;
import dev.blogsite.blog.http.HttpServer;
import dev.blogsite.blog.http.OpsHandler;
import dev.blogsite.blog.http.Workers;
import dev.blogsite.blog.metrics.BlogMetrics;
import dev.blogsite.blog.metrics.HttpMetrics;
import dev.blogsite.blog.render.Site;
import dev.blogsite.blog.source.SetReader;
import dev.blogsite.blog.source.SetWatcher;
import dev.blogsite.blog.sqlite.PoolMeter;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running blog. Start it once, stop it once. */
public final class BlogServer {
  private static final Logger LOG = LoggerFactory.getLogger(BlogServer.class);
  private static final int CONNECTIONS = 4;
  private static final Duration FINISH = Duration.ofSeconds(15);

  private final Blog blog;
  private final Workers workers;
  private final HttpServer readers;
  private final HttpServer ops;
  private final DataFolder data;
  private final Thread reloading;
  private final Duration drain;

  private BlogServer(ServeOptions options, String pod, String version) throws IOException {
    Clock clock = Clock.systemUTC();
    CollectorRegistry registry = new CollectorRegistry();
    PoolMeter pool = new PoolMeter(CONNECTIONS);
    drain = options.drain();
    data = DataFolder.open(options.data());
    blog = new Blog(clock.instant());
    CompletableFuture<Integer> listening = new CompletableFuture<>();
    reloading =
        reloading(options, pool, new BlogMetrics(registry, version, pool::usage), listening);
    // The first set is read and indexed while the server starts.
    reloading.start();
    try {
      workers = Workers.start(CONNECTIONS);
      readers =
          HttpServer.start(
              workers.xnio(),
              options.port(),
              new BlogHandler(
                  blog::site, workers, new HttpMetrics(registry, BlogHandler.routes())));
      Map<String, Supplier<OpsHandler.Answer>> documents =
          new HashMap<>(new OpsDocuments(blog, pool, pod, clock).all());
      documents.put("/metrics", OpsHandler.metrics(registry));
      ops = HttpServer.start(workers.xnio(), options.opsPort(), new OpsHandler(documents, workers));
    } catch (IOException | RuntimeException e) {
      reloading.interrupt();
      listening.completeExceptionally(e);
      throw e;
    }
    listening.complete(readers.port());
  }

  private Thread reloading(
      ServeOptions options,
      PoolMeter pool,
      BlogMetrics metrics,
      CompletableFuture<Integer> listening)
      throws IOException {
    SelfProbe probe = new SelfProbe(listening);
    Reloader reloader =
        new Reloader(
            blog,
            new SetReader(options.set()),
            data.path(),
            pool,
            metrics,
            probe,
            // Direct memory is as large as the heap may be, and two sites share it in a reload.
            Runtime.getRuntime().maxMemory() / 4);
    SetWatcher watcher = new SetWatcher(options.set());
    return new Thread(() -> reload(watcher, reloader, probe), "reload");
  }

  /**
   * Starts a blog; returns while its first set is still being read.
   *
   * @throws IOException when the data folder cannot be used
   * @throws RuntimeException when a port is taken
   */
  static BlogServer start(ServeOptions options, String pod, String version) throws IOException {
    BlogServer server = new BlogServer(options, pod, version);
    LOG.atInfo()
        .addKeyValue("port", server.port())
        .addKeyValue("opsPort", server.opsPort())
        .addKeyValue("version", version)
        .log("listening");
    return server;
  }

  /** Returns the readers' port. */
  int port() {
    return readers.port();
  }

  /** Returns the ops port. */
  int opsPort() {
    return ops.port();
  }

  /** Fails readiness, serves on while endpoints spread, then ends what is in flight. */
  void stop() throws InterruptedException, IOException {
    LOG.atInfo().addKeyValue("drain", drain).log("stopping");
    blog.drain();
    readers.leave();
    reloading.interrupt();
    // Nothing here can tell when the last endpoint has spread: the time is the condition.
    Thread.sleep(drain);
    reloading.join(FINISH);
    boolean ended = readers.stop(FINISH);
    ops.stop(Duration.ZERO);
    workers.stop();
    Site site = blog.site();
    if (site != null) {
      site.retire();
    }
    data.close();
    LOG.atInfo().addKeyValue("allRequestsEnded", ended).log("stopped");
  }

  private void reload(SetWatcher watcher, Reloader reloader, SelfProbe probe) {
    try (watcher) {
      while (!Thread.currentThread().isInterrupted()) {
        watcher.mark();
        look(reloader, probe);
        watcher.awaitChange();
      }
    } catch (InterruptedException e) {
      LOG.debug("no more sets are taken");
    }
  }

  private void look(Reloader reloader, SelfProbe probe) {
    try {
      reloader.look();
      Site site = blog.acknowledged();
      if (site != null) {
        if (!blog.isStarted()) {
          Warmup.serve(probe, site);
          blog.start();
          LOG.atInfo().addKeyValue("aotCache", AotCache.taken()).log("started");
        }
        renderAhead(site);
      }
    } catch (RuntimeException | StackOverflowError e) {
      // An exception that left the thread would end all reloads, unseen: what is served is well.
      LOG.error("a look at the set failed", e);
      blog.refuse("the set could not be taken: " + e);
    }
  }

  private void renderAhead(Site site) {
    Thread thread = new Thread(() -> Warmup.render(blog, site), "render-ahead");
    thread.setDaemon(true);
    thread.start();
  }
}
