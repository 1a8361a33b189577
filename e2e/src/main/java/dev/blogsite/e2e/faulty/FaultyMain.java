package dev.blogsite.e2e.faulty;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/**
 * The blog server with a fault: {@code FaultyMain FAULT serve ...}. The server runs unchanged in
 * the same process; where the fault is in its answers, it listens on a loopback port behind a proxy
 * that has the fault and the server's own port. Other sub-commands have no fault.
 */
public final class FaultyMain {
  private static final int INNER_PORT = 18080;
  private static final int INNER_OPS_PORT = 18081;
  private static final Duration CRASHES_AFTER = Duration.ofSeconds(20);
  private static final Duration STARTS_AFTER = Duration.ofSeconds(10);

  private FaultyMain() {}

  /** Runs the server with the fault named by the first argument. */
  public static void main(String[] arguments)
      throws ReflectiveOperationException, InterruptedException, IOException {
    var fault = Fault.named(arguments.length == 0 ? "" : arguments[0]);
    var line = new CommandLine(Arrays.asList(arguments).subList(1, arguments.length));
    runServer(line.isServe() ? withFault(fault, line) : line);
  }

  /** Starts what makes the fault; returns the arguments that the server itself gets. */
  private static CommandLine withFault(Fault fault, CommandLine line)
      throws InterruptedException, IOException {
    return switch (fault) {
      case BAD_ERRORS, BAD_LATENCY, HANG -> {
        FaultyProxy.start(fault, line.number("--port", 8080), INNER_PORT);
        yield line.with("--port", INNER_PORT);
      }
      case NEVER_READY -> {
        FaultyProxy.start(fault, line.number("--ops-port", 8081), INNER_OPS_PORT);
        yield line.with("--ops-port", INNER_OPS_PORT);
      }
      case CRASH -> {
        Thread.ofPlatform().daemon().name("crash").start(FaultyMain::crash);
        yield line;
      }
      case SLOW_START -> {
        // The delay is the fault itself, not a wait for a condition.
        Thread.sleep(STARTS_AFTER);
        yield line;
      }
    };
  }

  private static void crash() {
    try {
      Thread.sleep(CRASHES_AFTER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }

  /** The server is another module's, and no test may compile against it. */
  private static void runServer(CommandLine line) throws ReflectiveOperationException {
    Class.forName("dev.blogsite.blog.BlogMain")
        .getMethod("main", String[].class)
        .invoke(null, (Object) line.words().toArray(String[]::new));
  }
}
