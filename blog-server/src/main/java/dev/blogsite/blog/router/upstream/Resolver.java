package dev.blogsite.blog.router.upstream;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses behind a host's name. */
@FunctionalInterface
public interface Resolver {
  /**
   * All addresses of a host now.
   *
   * @throws UnknownHostException when it has none, or cannot be looked up
   */
  List<InetAddress> resolve(String host) throws UnknownHostException;

  /** The system's resolver. The JVM's own cache must be off, or addresses go stale. */
  static Resolver system() {
    return host -> List.of(InetAddress.getAllByName(host));
  }
}
