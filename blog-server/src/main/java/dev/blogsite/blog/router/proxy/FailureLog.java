package dev.blogsite.blog.router.proxy;

import dev.blogsite.blog.router.count.Failure;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names the requests that the router itself answered with an error: at most {@value #PER_SECOND} a
 * second, so that an outage does not drown in its own log. Safe for use by any thread.
 */
final class FailureLog {
  private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);
  private static final int PER_SECOND = 10;
  private static final AtomicLong SECOND = new AtomicLong();
  private static final AtomicInteger IN_SECOND = new AtomicInteger();

  private FailureLog() {}

  static void note(HttpServerExchange exchange, Ticket ticket, Failure failure, int status) {
    long second = System.nanoTime() / 1_000_000_000L;
    if (SECOND.getAndSet(second) != second) {
      IN_SECOND.set(0);
    }
    if (IN_SECOND.getAndIncrement() < PER_SECOND) {
      LOG.atWarn()
          .addKeyValue("requestId", ticket.requestId())
          .addKeyValue("status", status)
          .addKeyValue("reason", failure.label())
          .addKeyValue("track", ticket.lane().track().label())
          .addKeyValue("path", exchange.getRequestPath())
          .log("a request got no answer");
    }
  }
}
