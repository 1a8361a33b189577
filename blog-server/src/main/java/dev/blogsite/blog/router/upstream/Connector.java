package dev.blogsite.blog.router.upstream;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.xnio.IoFuture;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;

/** Finds or makes a connection to a backend for one request, on the request's I/O thread. */
public final class Connector {
  private static final OptionMap OPTIONS =
      OptionMap.create(Options.TCP_NODELAY, true, Options.KEEP_ALIVE, true);

  private final XnioIoThread thread;

  /** A connector for one I/O thread. */
  public Connector(XnioIoThread thread) {
    this.thread = thread;
  }

  /** Who waits for a connection. */
  public interface Waiter extends Connection.Owner {
    /** The connection is there, and the waiter its owner. */
    void connected(Connection connection);

    /** There is none. */
    void refused(Attempt attempt, IOException why);
  }

  /** An idle connection, given to the waiter; null when a new one must be made. */
  public @Nullable Connection idle(Backend backend, Waiter waiter) {
    Connection connection;
    while ((connection = backend.takeIdle(thread.getNumber())) != null) {
      if (connection.channel().isOpen()) {
        connection.use(waiter);
        return connection;
      }
    }
    return null;
  }

  /**
   * Opens a new connection; the waiter is told, always on the I/O thread and never in this call.
   */
  public Attempt open(Backend backend, Waiter waiter) {
    Attempt attempt = new Attempt(backend, waiter);
    IoFuture<StreamConnection> future =
        thread.openStreamConnection(
            backend.address(), channel -> opened(attempt, channel), OPTIONS);
    attempt.future = future;
    future.addNotifier(
        (done, _) -> {
          if (done.getStatus() == IoFuture.Status.FAILED) {
            thread.execute(() -> failed(attempt, done.getException()));
          }
        },
        null);
    return attempt;
  }

  private void opened(Attempt attempt, StreamConnection channel) {
    Connection connection = new Connection(channel, attempt.backend, thread.getNumber());
    if (attempt.over) {
      connection.close();
      return;
    }
    attempt.over = true;
    connection.use(attempt.waiter);
    attempt.waiter.connected(connection);
  }

  private static void failed(Attempt attempt, IOException why) {
    if (!attempt.over) {
      attempt.over = true;
      attempt.waiter.refused(attempt, why);
    }
  }

  /** A connection in the making. */
  public static final class Attempt {
    private final Backend backend;
    private final Waiter waiter;
    private @Nullable IoFuture<StreamConnection> future;
    private boolean over;

    private Attempt(Backend backend, Waiter waiter) {
      this.backend = backend;
      this.waiter = waiter;
    }

    /** Gives up; the waiter hears no more of it. */
    public void cancel() {
      over = true;
      IoFuture<StreamConnection> pending = future;
      if (pending != null) {
        pending.cancel();
      }
    }
  }
}
