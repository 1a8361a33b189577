package dev.blogsite.blog.router;

import dev.blogsite.blog.router.proxy.Listed;
import dev.blogsite.blog.router.proxy.RouterHandler;
import dev.blogsite.blog.router.proxy.Routes;
import dev.blogsite.blog.router.upstream.Backend;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the addresses that the stable track's sitemap lists: fetched from one of its pods when a
 * rollout begins and every 60 seconds while it runs. For one thread.
 */
final class Sitemaps {
  private static final Logger LOG = LoggerFactory.getLogger(Sitemaps.class);
  private static final long EVERY_NANOS = 60_000_000_000L;
  private static final long RETRY_NANOS = 5_000_000_000L;
  private static final int MAX_BYTES = 16 * 1024 * 1024;
  private static final int TIMEOUT_MILLIS = 5000;

  private final RouterHandler handler;
  private final Listed listed;
  private @Nullable String rollout;
  private long nextNanos;
  private boolean failed;

  Sitemaps(RouterHandler handler, Listed listed) {
    this.handler = handler;
    this.listed = listed;
  }

  /** Fetches the sitemap when it is time to. */
  void look() {
    Routes routes = handler.routes().orElse(null);
    String now =
        routes == null
            ? null
            : routes.inForce().split().canary().map(canary -> canary.rollout()).orElse(null);
    if (routes == null || now == null) {
      listed.replace(Set.of());
      rollout = null;
      return;
    }
    if (now.equals(rollout) && System.nanoTime() - nextNanos < 0) {
      return;
    }
    Backend backend = routes.stable().backends().pick(null);
    if (backend == null) {
      return;
    }
    rollout = now;
    try {
      listed.replace(SitemapPaths.read(fetch(backend.address())));
      nextNanos = System.nanoTime() + EVERY_NANOS;
      failed = false;
    } catch (IOException e) {
      // Until it can be read, the addresses known before are kept.
      nextNanos = System.nanoTime() + RETRY_NANOS;
      if (!failed) {
        LOG.warn("the sitemap of {} cannot be read: {}", backend, e.toString());
      }
      failed = true;
    }
  }

  private static String fetch(InetSocketAddress address) throws IOException {
    String host = address.getAddress().getHostAddress();
    String literal = host.indexOf(':') < 0 ? host : '[' + host + ']';
    URI uri = URI.create("http://" + literal + ':' + address.getPort() + "/sitemap.xml");
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setInstanceFollowRedirects(false);
    try (InputStream in = connection.getInputStream()) {
      if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
        throw new IOException("/sitemap.xml answered " + connection.getResponseCode());
      }
      return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
    } finally {
      connection.disconnect();
    }
  }
}
