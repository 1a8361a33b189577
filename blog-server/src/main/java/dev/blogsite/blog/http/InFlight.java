package dev.blogsite.blog.http;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the requests that are being answered, so that a stop can wait for them. Unlike Undertow's
 * own, it refuses none: while the server leaves, answers close their connections instead.
 */
final class InFlight implements HttpHandler {
  private final HttpHandler next;
  private final AtomicInteger active = new AtomicInteger();
  private final Object ended = new Object();
  private volatile boolean leaving;
  private final ExchangeCompletionListener onEnd =
      (_, listeners) -> {
        end();
        listeners.proceed();
      };

  InFlight(HttpHandler next) {
    this.next = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    active.incrementAndGet();
    exchange.addExchangeCompleteListener(onEnd);
    if (leaving) {
      exchange.setPersistent(false);
      // Undertow says so itself, but not of answers without a body.
      exchange.getResponseHeaders().put(Headers.CONNECTION, "close");
    }
    next.handleRequest(exchange);
  }

  /** Makes each answer from now on the last of its connection. */
  void leave() {
    leaving = true;
  }

  /** Returns whether all requests ended within {@code patience}. */
  boolean await(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    synchronized (ended) {
      while (active.get() > 0) {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
          return false;
        }
        ended.wait(millis);
      }
    }
    return true;
  }

  private void end() {
    if (active.decrementAndGet() == 0 && leaving) {
      synchronized (ended) {
        ended.notifyAll();
      }
    }
  }
}
