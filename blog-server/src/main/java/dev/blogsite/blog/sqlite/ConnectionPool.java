package dev.blogsite.blog.sqlite;

import dev.blogsite.blog.post.StoreClosedException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.sqlite.SQLiteConfig;

/** Read-only connections to one finished index file, opened when first needed. Thread-safe. */
final class ConnectionPool {
  private static final long WAIT_SECONDS = 5;

  /** Work on one connection. */
  interface Query<T> {
    T on(Connection connection) throws SQLException;
  }

  private final Path file;
  private final PoolMeter meter;
  private final Semaphore permits;
  private final ArrayDeque<Connection> idle = new ArrayDeque<>();
  private boolean retired;

  ConnectionPool(Path file, PoolMeter meter) {
    this.file = file;
    this.meter = meter;
    this.permits = new Semaphore(meter.size());
  }

  <T> T query(Query<T> query) {
    acquire();
    meter.borrowed();
    long start = System.nanoTime();
    try {
      Connection connection = take();
      try {
        return query.on(connection);
      } finally {
        giveBack(connection);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("reading the index %s failed".formatted(file), e);
    } finally {
      meter.returned(System.nanoTime() - start);
      permits.release();
    }
  }

  /** Closes idle connections now and the others when their query ends. */
  synchronized void retire() {
    retired = true;
    while (!idle.isEmpty()) {
      close(idle.pop());
    }
  }

  private void acquire() {
    try {
      if (!permits.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "no connection to the index came free within %d s (size %d, waiting %d)"
                .formatted(WAIT_SECONDS, meter.size(), permits.getQueueLength()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a connection", e);
    }
  }

  private synchronized Connection take() throws SQLException {
    if (retired) {
      throw new StoreClosedException();
    }
    Connection connection = idle.poll();
    return connection != null ? connection : open(file);
  }

  private synchronized void giveBack(Connection connection) {
    if (retired) {
      close(connection);
    } else {
      idle.push(connection);
    }
  }

  private static Connection open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    return config.createConnection("jdbc:sqlite:" + file);
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("a read-only connection did not close", e);
    }
  }
}
