package dev.blogsite.blog.http;

import io.undertow.server.HttpServerExchange;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * The time by which a request must be over. Only armed once a request outlasts its handler: what is
 * sent in one go, as nearly everything is, costs no timer.
 */
final class Deadline {
  private static final long SECONDS = 30;

  private Deadline() {}

  /** Closes the connection of {@code exchange} unless the exchange is over in time. */
  static void arm(HttpServerExchange exchange) {
    XnioExecutor.Key timer =
        exchange
            .getIoThread()
            .executeAfter(
                () -> IoUtils.safeClose(exchange.getConnection()), SECONDS, TimeUnit.SECONDS);
    exchange.addExchangeCompleteListener(
        (_, next) -> {
          timer.remove();
          next.proceed();
        });
  }
}
