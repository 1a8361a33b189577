package dev.blogsite.blog.router;

import dev.blogsite.blog.router.proxy.Limits;
import dev.blogsite.blog.router.split.Signer;
import dev.blogsite.blog.router.upstream.Resolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.InstantSource;
import java.util.List;

/** {@code blog-server router}: splits a site's readers between its tracks. */
public final class RouterCommand {
  private static final int USAGE = 2;
  private static final int FAILED = 1;

  private RouterCommand() {}

  /**
   * Starts a router.
   *
   * @param pod the pod's name, which its counts carry
   * @return an exit code, or 0 when the router has started and goes on by itself
   */
  @SuppressWarnings("SystemOut") // Help is what the user asked to see.
  public static int run(List<String> arguments, String pod) {
    if (arguments.contains("--help")) {
      System.out.print(RouterOptions.HELP);
      return 0;
    }
    try {
      RouterOptions options = RouterOptions.parse(arguments);
      // Addresses are looked up each second; the JVM must not answer from memory.
      Security.setProperty("networkaddress.cache.ttl", "0");
      Security.setProperty("networkaddress.cache.negative.ttl", "0");
      RouterServer server = RouterServer.start(settings(options, pod));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, options), "stop"));
      return 0;
    } catch (RouterOptions.UsageException e) {
      System.err.println("blog-server router: " + e.getMessage() + " (--help shows all)");
      return USAGE;
    } catch (IOException | RuntimeException e) {
      System.err.println("blog-server router: " + e.getMessage());
      return FAILED;
    }
  }

  private static void stop(RouterServer server, RouterOptions options) {
    server.drain(options.drain());
    // A JVM that was asked to end by a signal exits with 143; a stop that went well is a 0.
    Runtime.getRuntime().halt(0);
  }

  private static RouterSettings settings(RouterOptions options, String pod) throws IOException {
    return new RouterSettings(
        options.site(),
        pod,
        signer(options.key()),
        options.split(),
        options.port(),
        options.opsPort(),
        Runtime.getRuntime().availableProcessors(),
        Limits.defaults().withResponseStart(options.tryTimeout()),
        Resolver.system(),
        InstantSource.system());
  }

  private static Signer signer(Path key) throws IOException {
    try {
      return new Signer(Files.readAllBytes(key));
    } catch (IllegalArgumentException e) {
      throw new RouterOptions.UsageException("--key " + key + ": " + e.getMessage());
    } catch (IOException e) {
      throw new IOException("--key " + key + " cannot be read: " + e, e);
    }
  }
}
