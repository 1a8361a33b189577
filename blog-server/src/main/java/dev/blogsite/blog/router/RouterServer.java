package dev.blogsite.blog.router;

import dev.blogsite.blog.router.proxy.Listed;
import dev.blogsite.blog.router.proxy.RouterHandler;
import dev.blogsite.blog.router.split.Buckets;
import dev.blogsite.blog.router.split.Signer;
import dev.blogsite.blog.router.upstream.Discovery;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.Options;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

/** A running router: readers' port, ops port, and what keeps them up to date. */
public final class RouterServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RouterServer.class);
  private static final int MAX_HEAD_BYTES = 16 * 1024;
  private static final int MAX_HEADERS = 100;
  private static final int BUFFER_BYTES = 16 * 1024 - 20;
  private static final int PARSE_TIMEOUT_MILLIS = 10_000;
  private static final int IDLE_TIMEOUT_MILLIS = 75_000;
  private static final int BACKLOG = 1024;
  private static final long MAX_SPLIT_BYTES = 128 * 1024;
  private static final Duration FINISH = Duration.ofSeconds(15);

  private final XnioWorker worker;
  private final RouterHandler handler;
  private final OpsHandler ops;
  private final Undertow readersServer;
  private final Undertow opsServer;
  private final Chores chores;
  private int port;
  private int opsPort;

  private RouterServer(RouterSettings settings) {
    Signer signer = settings.signer();
    Listed listed = new Listed();
    Buckets buckets = new Buckets(new SplittableRandom().nextLong());
    handler =
        new RouterHandler(
            settings.site(),
            signer,
            settings.clock(),
            buckets,
            new RouterHandler.Settings(settings.limits(), listed));
    worker = Workers.create(settings.ioThreads());
    List<XnioIoThread> threads = Workers.ioThreads(worker);
    Lanes lanes = new Lanes(signer, threads.size());
    Discovery discovery = new Discovery(settings.resolver(), settings.clock(), threads);
    SplitControl control =
        new SplitControl(settings.site(), settings.clock(), lanes, discovery, handler);
    Observations observations = new Observations(settings.pod(), settings.clock(), lanes, handler);
    ops = new OpsHandler(signer, control, handler, observations, settings.clock());
    readersServer = listener(settings.port(), handler, -1L);
    opsServer = listener(settings.opsPort(), ops, MAX_SPLIT_BYTES);
    chores =
        new Chores(
            new MountedSplit(settings.splitFolder(), control),
            control,
            observations,
            new Sitemaps(handler, listed));
    handler.start(threads);
  }

  /** Starts a router; it answers when this returns. */
  public static RouterServer start(RouterSettings settings) {
    RouterServer server = new RouterServer(settings);
    server.chores.start();
    server.opsServer.start();
    server.readersServer.start();
    server.port = port(server.readersServer);
    server.opsPort = port(server.opsServer);
    LOG.info(
        "{}: readers on port {}, ops on port {}", settings.site(), server.port(), server.opsPort());
    return server;
  }

  private Undertow listener(int port, HttpHandler root, long maxEntityBytes) {
    return Undertow.builder()
        .setWorker(worker)
        .setBufferSize(BUFFER_BYTES)
        .setDirectBuffers(true)
        .addListener(
            new Undertow.ListenerBuilder()
                .setType(Undertow.ListenerType.HTTP)
                .setPort(port)
                .setHost("0.0.0.0")
                .setRootHandler(root))
        .setSocketOption(Options.BACKLOG, BACKLOG)
        .setSocketOption(Options.REUSE_ADDRESSES, true)
        .setSocketOption(Options.KEEP_ALIVE, true)
        .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MAX_HEAD_BYTES)
        .setServerOption(UndertowOptions.MAX_HEADERS, MAX_HEADERS)
        .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, maxEntityBytes)
        .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, PARSE_TIMEOUT_MILLIS)
        .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_TIMEOUT_MILLIS)
        // The target goes to the backend as it came; what it means is the blog's to say.
        .setServerOption(UndertowOptions.DECODE_URL, false)
        .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
        .build();
  }

  /** The readers' port. */
  public int port() {
    return port;
  }

  /** The ops port. */
  public int opsPort() {
    return opsPort;
  }

  /** Readers' requests under way. */
  int underWay() {
    return handler.underWay();
  }

  private static int port(Undertow server) {
    return ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
  }

  /**
   * Ends without failing a reader: says that it is not ready, serves on while the endpoints spread,
   * then takes no more and finishes what is under way, for up to 15 seconds.
   *
   * @param spread how long to serve on
   */
  public void drain(Duration spread) {
    LOG.info("draining for {}", spread);
    ops.drain();
    handler.drain();
    await(spread);
    readersServer.stop();
    long deadline = System.nanoTime() + FINISH.toNanos();
    while (handler.underWay() > 0 && System.nanoTime() - deadline < 0) {
      await(Duration.ofMillis(10));
    }
    close();
  }

  private static void await(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    long left;
    while ((left = end - System.nanoTime()) > 0) {
      LockSupport.parkNanos(left);
    }
  }

  /** Ends at once. */
  @Override
  public void close() {
    chores.close();
    readersServer.stop();
    opsServer.stop();
    handler.stop();
    worker.shutdownNow();
    try {
      if (!worker.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("the router's threads did not end within 5 seconds");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
