package dev.blogsite.blog.http;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * The time by which a request must be over. Only armed once a request outlasts its handler: what is
 * sent in one go, as nearly everything is, costs no timer.
 */
final class Deadline implements Runnable, ExchangeCompletionListener {
  private static final Limits USUAL = new Limits(Duration.ofSeconds(30), Duration.ofMinutes(11));

  private final HttpServerExchange exchange;
  private final Limits limits;
  private XnioExecutor.@Nullable Key timer;
  private boolean sending;
  private boolean over;

  /**
   * How long a request may take.
   *
   * @param answer until its answer is sent from the first byte
   * @param sending from then on. Longer than the router waits for its reader: while that one does
   *     not keep up, the router takes nothing more from here, and an end before the answer's would
   *     count as a failure of this version.
   */
  record Limits(Duration answer, Duration sending) {}

  private Deadline(HttpServerExchange exchange, Limits limits) {
    this.exchange = exchange;
    this.limits = limits;
  }

  /** Closes the connection of {@code exchange} unless the exchange is over in time. */
  static void arm(HttpServerExchange exchange) {
    arm(exchange, USUAL);
  }

  /** The same with other limits. */
  static void arm(HttpServerExchange exchange, Limits limits) {
    Deadline deadline = new Deadline(exchange, limits);
    deadline.await(limits.answer());
    exchange.addExchangeCompleteListener(deadline);
  }

  /** The time is up. */
  @Override
  public synchronized void run() {
    if (over) {
      return;
    }
    if (exchange.isResponseStarted() && !sending) {
      sending = true;
      await(limits.sending());
      return;
    }
    IoUtils.safeClose(exchange.getConnection());
  }

  private synchronized void await(Duration time) {
    timer = exchange.getIoThread().executeAfter(this, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void exchangeEvent(HttpServerExchange ended, NextListener next) {
    synchronized (this) {
      over = true;
      if (timer != null) {
        timer.remove();
      }
    }
    next.proceed();
  }
}
