package dev.blogsite.blog.router;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

/** The threads that the router runs on. */
final class Workers {
  private static final int TASK_THREADS = 4;

  private Workers() {}

  static XnioWorker create(int ioThreads) {
    try {
      return Xnio.getInstance(RouterServer.class.getClassLoader())
          .createWorker(
              OptionMap.builder()
                  .set(Options.WORKER_IO_THREADS, ioThreads)
                  .set(Options.WORKER_TASK_CORE_THREADS, TASK_THREADS)
                  .set(Options.WORKER_TASK_MAX_THREADS, TASK_THREADS)
                  .set(Options.TCP_NODELAY, true)
                  .set(Options.WORKER_NAME, "router")
                  .getMap());
    } catch (IOException e) {
      throw new UncheckedIOException("no selector could be opened", e);
    }
  }

  static List<XnioIoThread> ioThreads(XnioWorker worker) {
    return IntStream.range(0, worker.getIoThreadCount()).mapToObj(worker::getIoThread).toList();
  }
}
