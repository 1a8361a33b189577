package dev.blogsite.blog.router.upstream;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The pods behind one host and port. Safe for use by any thread. */
public final class Backends {
  private final String host;
  private final int port;
  private final int ioThreads;
  private final LongSupplier nanoTime;
  private final AtomicInteger turn = new AtomicInteger();
  private volatile Backend[] members = {};
  private volatile boolean everHadAny;

  /** A host whose addresses are not yet known. */
  public Backends(String host, int port, int ioThreads) {
    this(host, port, ioThreads, System::nanoTime);
  }

  Backends(String host, int port, int ioThreads, LongSupplier nanoTime) {
    this.host = host;
    this.port = port;
    this.ioThreads = ioThreads;
    this.nanoTime = nanoTime;
  }

  /** The host that is resolved. */
  public String host() {
    return host;
  }

  /** Takes the host's addresses; returns the backends that are gone. */
  synchronized List<Backend> update(List<InetAddress> addresses) {
    List<Backend> left = new ArrayList<>(List.of(members));
    List<Backend> next = new ArrayList<>();
    for (InetAddress address : addresses) {
      InetSocketAddress wanted = new InetSocketAddress(address, port);
      if (next.stream().noneMatch(known -> known.address().equals(wanted))) {
        Backend kept =
            left.stream().filter(known -> known.address().equals(wanted)).findAny().orElse(null);
        left.remove(kept);
        next.add(kept == null ? new Backend(wanted, ioThreads, nanoTime) : kept);
      }
    }
    if (!next.isEmpty()) {
      everHadAny = true;
    }
    members = next.toArray(Backend[]::new);
    left.forEach(Backend::retire);
    return left;
  }

  /**
   * The backend with the fewest requests on their way, taking turns among equals.
   *
   * @param avoid one that has just failed and is not chosen again
   * @return null when there is no other
   */
  public @Nullable Backend pick(@Nullable Backend avoid) {
    Backend[] all = members;
    if (all.length == 0) {
      return null;
    }
    int first = all.length == 1 ? 0 : Math.floorMod(turn.getAndIncrement(), all.length);
    Backend best = least(all, first, avoid, true);
    // Never the last one: with all ejected, trying is better than refusing.
    return best != null ? best : least(all, first, avoid, false);
  }

  private static @Nullable Backend least(
      Backend[] all, int first, @Nullable Backend avoid, boolean healthyOnly) {
    Backend best = null;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < all.length; i++) {
      Backend candidate = all[first + i < all.length ? first + i : first + i - all.length];
      int outstanding = candidate.outstanding();
      if (candidate != avoid && outstanding < least && !(healthyOnly && candidate.isEjected())) {
        best = candidate;
        least = outstanding;
      }
    }
    return best;
  }

  /**
   * Notes an answer of 5xx; true when the backend is ejected by it. Only while another answers
   * well: where all fail alike it is the version that is broken, and the judge must see it.
   */
  public boolean answeredBadly(Backend bad) {
    boolean anotherIsWell = false;
    for (Backend member : members) {
      anotherIsWell |= member != bad && member.isWell();
    }
    return bad.failed(anotherIsWell);
  }

  /** How many addresses there are. */
  public int size() {
    return members.length;
  }

  /** How many of them are left alone for now. */
  public int ejected() {
    int ejected = 0;
    for (Backend member : members) {
      ejected += member.isEjected() ? 1 : 0;
    }
    return ejected;
  }

  /** Whether there was ever an address: a host that has lost all is failing, not starting. */
  public boolean everHadAny() {
    return everHadAny;
  }

  Backend[] members() {
    return members;
  }
}
