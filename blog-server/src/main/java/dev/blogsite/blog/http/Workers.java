package dev.blogsite.blog.http;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/**
 * The threads of a server: as many for I/O as there are CPUs, a fixed number for what blocks, and
 * one for the ops port, which must answer however many readers wait. Platform threads: Undertow's
 * buffer pool caches per thread, which virtual threads make too many of.
 */
public final class Workers implements Executor {
  private final XnioWorker xnio;
  private final ExecutorService blocking;
  private final ExecutorService ops;

  private Workers(XnioWorker xnio, ExecutorService blocking, ExecutorService ops) {
    this.xnio = xnio;
    this.blocking = blocking;
    this.ops = ops;
  }

  /** Starts the threads, {@code blocking} of them for what blocks. */
  public static Workers start(int blocking) throws IOException {
    System.setProperty("org.jboss.logging.provider", "slf4j");
    int cpus = Runtime.getRuntime().availableProcessors();
    XnioWorker xnio =
        Xnio.getInstance()
            .createWorker(
                OptionMap.builder()
                    .set(Options.WORKER_IO_THREADS, cpus)
                    .set(Options.WORKER_TASK_CORE_THREADS, 1)
                    .set(Options.WORKER_TASK_MAX_THREADS, 1)
                    .set(Options.TCP_NODELAY, true)
                    .getMap());
    return new Workers(
        xnio,
        Executors.newFixedThreadPool(blocking, Thread.ofPlatform().name("worker-", 0).factory()),
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("ops").factory()));
  }

  /** Returns the I/O threads. */
  public XnioWorker xnio() {
    return xnio;
  }

  /** Returns the thread of the ops port. */
  Executor ops() {
    return ops;
  }

  @Override
  public void execute(Runnable task) {
    blocking.execute(task);
  }

  /** Ends all threads. */
  public void stop() {
    blocking.shutdown();
    ops.shutdown();
    xnio.shutdown();
  }
}
