package dev.blogsite.blog.router.upstream;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.XnioIoThread;

/** Keeps backends' addresses up to date. Safe for use by any thread; look-ups block. */
public final class Discovery {
  /** How long addresses outlive look-ups that find none: one such answer may be a mistake. */
  static final Duration KEEP_UNRESOLVED = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

  private final Resolver resolver;
  private final InstantSource clock;
  private final List<XnioIoThread> threads;
  private final Map<Backends, Instant> lastSeen = new WeakHashMap<>();
  private final Set<Backends> unanswered = Collections.newSetFromMap(new WeakHashMap<>());

  /** Resolves by this resolver; closes connections to backends that are gone on these threads. */
  public Discovery(Resolver resolver, InstantSource clock, List<XnioIoThread> threads) {
    this.resolver = resolver;
    this.clock = clock;
    this.threads = threads;
  }

  /**
   * Looks a host's addresses up and takes them. While nobody can say what they are, the last ones
   * known are kept: a name server that is down must not take the site down with it.
   */
  public void refresh(Backends backends) {
    Instant now = clock.instant();
    List<InetAddress> addresses;
    try {
      addresses = resolver.resolve(backends.host());
    } catch (UnknownHostException e) {
      if (isFirstUnanswered(backends)) {
        LOG.warn("{}; its {} addresses are kept", e.getMessage(), backends.size());
      }
      return;
    }
    answered(backends);
    if (!addresses.isEmpty()) {
      remember(backends, now);
    } else if (backends.size() == 0 || now.isBefore(seen(backends).plus(KEEP_UNRESOLVED))) {
      return;
    }
    int before = backends.size();
    List<Backend> gone = backends.update(addresses);
    if (before != backends.size() || !gone.isEmpty()) {
      LOG.info("{} has {} addresses; gone: {}", backends.host(), backends.size(), gone);
    }
    gone.forEach(this::closeIdle);
  }

  private synchronized boolean isFirstUnanswered(Backends backends) {
    return unanswered.add(backends);
  }

  private synchronized void answered(Backends backends) {
    unanswered.remove(backends);
  }

  private synchronized void remember(Backends backends, Instant now) {
    lastSeen.put(backends, now);
  }

  private synchronized Instant seen(Backends backends) {
    return lastSeen.getOrDefault(backends, Instant.EPOCH);
  }

  /** Closes the idle connections of a host that is no longer used. */
  public void retire(Backends backends) {
    backends.update(List.of()).forEach(this::closeIdle);
  }

  private void closeIdle(Backend backend) {
    for (XnioIoThread thread : threads) {
      thread.execute(() -> backend.closeIdle(thread.getNumber()));
    }
  }
}
