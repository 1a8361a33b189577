package dev.blogsite.blog.http;

import dev.blogsite.blog.metrics.HttpMetrics;
import dev.blogsite.blog.post.StoreClosedException;
import dev.blogsite.blog.render.Page;
import dev.blogsite.blog.render.Route;
import dev.blogsite.blog.render.Site;
import dev.blogsite.blog.render.Urls;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every address a reader can ask for. Finished pages are sent from the I/O thread; what must be
 * rendered or searched goes to a bounded number of workers.
 */
public final class BlogHandler implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(BlogHandler.class);
  private static final HttpString REQUEST_ID = new HttpString("X-Request-Id");
  private static final HttpString REVISION = new HttpString("X-Blogsite-Revision");
  private static final int MAX_WAITING = 256;

  private final Supplier<@Nullable Site> current;
  private final Executor workers;
  private final Semaphore waiting = new Semaphore(MAX_WAITING);
  private final Map<Route, ExchangeCompletionListener> gets = new EnumMap<>(Route.class);
  private final Map<Route, ExchangeCompletionListener> others = new EnumMap<>(Route.class);

  /** Creates a handler that serves the site {@code current} names when a request arrives. */
  public BlogHandler(Supplier<@Nullable Site> current, Executor workers, HttpMetrics metrics) {
    this.current = current;
    this.workers = workers;
    for (Route route : Route.values()) {
      HttpMetrics.Series get = metrics.series(route.template(), "GET");
      gets.put(route, (exchange, next) -> count(get, exchange, next));
      others.put(
          route,
          (exchange, next) ->
              count(
                  metrics.series(route.template(), exchange.getRequestMethod().toString()),
                  exchange,
                  next));
    }
  }

  /** Returns the route templates that the handler counts under. */
  public static List<String> routes() {
    return Arrays.stream(Route.values()).map(Route::template).toList();
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    exchange
        .getResponseHeaders()
        .put(REQUEST_ID, RequestIds.take(exchange.getRequestHeaders().getFirst(REQUEST_ID)));
    Site site = current.get();
    if (site != null) {
      exchange.getResponseHeaders().put(REVISION, site.revision());
    }
    Guard.Refused refused = Guard.check(exchange);
    if (refused != Guard.Refused.NONE) {
      counted(exchange, Route.OTHER);
      // First: what is answered at once is over, and takes no listener any more.
      Deadline.arm(exchange);
      Guard.refuse(exchange, refused);
      return;
    }
    if (site == null) {
      counted(exchange, Route.OTHER);
      unready(exchange);
      return;
    }
    String path = exchange.getRelativePath();
    Page page = site.cached(path);
    if (page != null) {
      send(exchange, page);
    } else if (path.equals("/search") || site.has(path)) {
      toWorker(exchange, site, path);
    } else {
      elsewhere(exchange, site, path);
    }
    if (!exchange.isComplete()) {
      Deadline.arm(exchange);
    }
  }

  private void toWorker(HttpServerExchange exchange, Site site, String path) {
    if (!waiting.tryAcquire()) {
      exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
      send(exchange, site.overloaded());
      return;
    }
    exchange.dispatch(
        workers,
        () -> {
          try {
            send(exchange, render(exchange, site, path));
          } finally {
            waiting.release();
          }
        });
  }

  private Page render(HttpServerExchange exchange, Site site, String path) {
    try {
      return path.equals("/search")
          ? site.search(query(exchange))
          : site.render(path, origin(exchange));
    } catch (StoreClosedException e) {
      Site newer = current.get();
      if (newer == null || newer == site) {
        return failed(exchange, site, e);
      }
      exchange.getResponseHeaders().put(REVISION, newer.revision());
      return render(exchange, newer, path);
    } catch (RuntimeException | StackOverflowError e) {
      return failed(exchange, site, e);
    }
  }

  private static Page failed(HttpServerExchange exchange, Site site, Throwable cause) {
    LOG.atError()
        .addKeyValue("path", exchange.getRequestPath())
        .addKeyValue("requestId", exchange.getResponseHeaders().getFirst(REQUEST_ID))
        .setCause(cause)
        .log("a page could not be rendered");
    return site.broken();
  }

  private void elsewhere(HttpServerExchange exchange, Site site, String path) {
    String shorter =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : "";
    if (site.has(shorter) || shorter.equals("/search")) {
      counted(exchange, Route.OTHER);
      exchange.setStatusCode(StatusCodes.MOVED_PERMANENTLY);
      HeaderMap headers = exchange.getResponseHeaders();
      SecurityHeaders.put(headers);
      // A page may come to stand here: browsers would keep a move for good.
      headers.put(Headers.CACHE_CONTROL, "no-cache");
      headers.put(Headers.LOCATION, location(exchange, shorter));
      exchange.endExchange();
      return;
    }
    send(exchange, site.notFound());
  }

  /** Returns a known path encoded: nothing of the reader's own address but the query is in it. */
  private static String location(HttpServerExchange exchange, String path) {
    String query = exchange.getQueryString();
    String encoded = Urls.path(path);
    return query.isEmpty() ? encoded : encoded + "?" + query;
  }

  private void send(HttpServerExchange exchange, Page page) {
    counted(exchange, page.route());
    PageSender.send(exchange, page);
  }

  private static void unready(HttpServerExchange exchange) {
    exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
    HeaderMap headers = exchange.getResponseHeaders();
    SecurityHeaders.put(headers);
    headers.put(Headers.RETRY_AFTER, "1");
    headers.put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
    exchange.getResponseSender().send("The blog is starting.\n");
  }

  private void counted(HttpServerExchange exchange, Route route) {
    Map<Route, ExchangeCompletionListener> listeners =
        Methods.GET.equals(exchange.getRequestMethod()) ? gets : others;
    ExchangeCompletionListener listener = listeners.get(route);
    if (listener != null) {
      exchange.addExchangeCompleteListener(listener);
    }
  }

  private static void count(
      HttpMetrics.Series series,
      HttpServerExchange exchange,
      ExchangeCompletionListener.NextListener next) {
    series.count(
        exchange.getStatusCode(),
        System.nanoTime() - exchange.getRequestStartTime(),
        exchange.getRequestContentLength());
    next.proceed();
  }

  private static String query(HttpServerExchange exchange) {
    Deque<String> values = exchange.getQueryParameters().get("q");
    return values == null || values.isEmpty() ? "" : values.getFirst();
  }

  /** Returns the blog's address as the reader wrote it, for documents that must name it. */
  private static String origin(HttpServerExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
    boolean sane = host != null && host.length() <= 260 && host.matches("[A-Za-z0-9.:\\[\\]-]+");
    return "http://" + (sane ? host : "localhost");
  }
}
