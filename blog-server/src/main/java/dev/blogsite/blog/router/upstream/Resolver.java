package dev.blogsite.blog.router.upstream;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

/** Finds the addresses behind a host's name. */
@FunctionalInterface
public interface Resolver {
  /**
   * All addresses of a host now; none when the name is known to have none.
   *
   * @throws UnknownHostException when nobody could say
   */
  List<InetAddress> resolve(String host) throws UnknownHostException;

  /** The system's resolver. The JVM's own cache must be off, or addresses go stale. */
  static Resolver system() {
    return host -> {
      try {
        return List.of(InetAddress.getAllByName(host));
      } catch (UnknownHostException e) {
        if (saysNone(e, host)) {
          return List.of();
        }
        throw e;
      }
    };
  }

  /**
   * Whether a look-up was answered, by "none". Java keeps no code of it, only the C library's text:
   * EAI_NONAME and EAI_NODATA; all others, like EAI_AGAIN, say that a name server did not answer.
   */
  static boolean saysNone(UnknownHostException e, String host) {
    String prefix = host + ": ";
    String message = String.valueOf(e.getMessage());
    return message.startsWith(prefix)
        && Set.of("Name or service not known", "No address associated with hostname")
            .contains(message.substring(prefix.length()));
  }
}
