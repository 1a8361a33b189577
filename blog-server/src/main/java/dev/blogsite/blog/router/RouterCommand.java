package dev.blogsite.blog.router;

import dev.blogsite.blog.router.proxy.Limits;
import dev.blogsite.blog.router.split.Signer;
import dev.blogsite.blog.router.upstream.Resolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code blog-server router}: splits a site's readers between its tracks. */
@Command(
    name = "router",
    mixinStandardHelpOptions = true,
    description = "Splits a site's readers between its stable and its canary track.")
public final class RouterCommand implements Callable<Integer> {
  @Option(
      names = "--split",
      required = true,
      paramLabel = "DIR",
      description = "folder that split.json is mounted in")
  private Path split = Path.of("/etc/blogsite-split");

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "file with the site's key, at least 32 bytes")
  private Path key = Path.of("/etc/blogsite-key/key");

  @Option(
      names = "--site",
      required = true,
      paramLabel = "NAMESPACE/NAME",
      description = "the site; split documents of others are refused")
  private String site = "";

  @Option(names = "--port", defaultValue = "8080", description = "readers' port (${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--ops-port",
      defaultValue = "8081",
      description = "port for kubelet, metrics and operator (${DEFAULT-VALUE})")
  private int opsPort;

  @Option(
      names = "--drain",
      defaultValue = "10s",
      description = "how long to serve on after SIGTERM, as 10s or 500ms (${DEFAULT-VALUE})")
  private String drain = "10s";

  @Option(
      names = "--try-timeout",
      defaultValue = "10s",
      description = "how long a pod may take to start its answer (${DEFAULT-VALUE})")
  private String tryTimeout = "10s";

  @Spec private CommandSpec spec;

  /** A command to be filled by picocli. */
  public RouterCommand() {
    spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    // Addresses are looked up each second; the JVM must not answer from memory.
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
    Duration spread = duration("--drain", drain);
    RouterServer server = RouterServer.start(settings());
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("drain")
                .unstarted(
                    () -> {
                      server.drain(spread);
                      ended.countDown();
                      // A stop that was asked for is no failure; without this the JVM says 143.
                      Runtime.getRuntime().halt(0);
                    }));
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private RouterSettings settings() {
    return new RouterSettings(
        site,
        Optional.ofNullable(System.getenv("POD_NAME")).orElse("router"),
        signer(),
        split,
        port,
        opsPort,
        Runtime.getRuntime().availableProcessors(),
        Limits.defaults().withResponseStart(duration("--try-timeout", tryTimeout)),
        Resolver.system(),
        InstantSource.system());
  }

  private Signer signer() {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(key);
    } catch (IOException e) {
      throw refused("--key " + key + " cannot be read: " + e);
    }
    if (bytes.length < Signer.MIN_KEY_BYTES) {
      throw refused(
          "--key "
              + key
              + " has "
              + bytes.length
              + " bytes; must have at least "
              + Signer.MIN_KEY_BYTES);
    }
    return new Signer(bytes);
  }

  private Duration duration(String option, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    try {
      return lower.endsWith("ms")
          ? Duration.ofMillis(Long.parseUnsignedLong(lower.substring(0, lower.length() - 2)))
          : Duration.parse("PT" + lower);
    } catch (RuntimeException e) {
      throw refused(option + " is " + text + "; must be a duration as 10s, 500ms or 1m");
    }
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
