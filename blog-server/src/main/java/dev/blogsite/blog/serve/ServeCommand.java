package dev.blogsite.blog.serve;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code blog-server serve}. */
public final class ServeCommand {
  private static final int USAGE = 2;
  private static final int FAILED = 1;

  private ServeCommand() {}

  /** Returns an exit code, or 0 when the server has started and goes on by itself. */
  @SuppressWarnings("SystemOut") // help is what the user asked to see
  public static int run(List<String> arguments, String pod) {
    if (arguments.contains("--help")) {
      System.out.print(ServeOptions.HELP);
      return 0;
    }
    try {
      BlogServer server = BlogServer.start(ServeOptions.parse(arguments), pod, version());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
      return 0;
    } catch (Arguments.UsageException e) {
      System.err.println("blog-server serve: " + e.getMessage() + " (--help shows all)");
      return USAGE;
    } catch (IOException | RuntimeException e) {
      System.err.println("blog-server serve: " + e.getMessage());
      return FAILED;
    }
  }

  private static void stop(BlogServer server) {
    Logger log = LoggerFactory.getLogger(ServeCommand.class);
    try {
      server.stop();
      // A JVM that was asked to end by a signal exits with 143; a stop that went well is a 0.
      Runtime.getRuntime().halt(0);
    } catch (InterruptedException | IOException e) {
      log.error("the stop did not go well", e);
    }
  }

  private static String version() throws IOException {
    try (InputStream in = ServeCommand.class.getResourceAsStream("/build.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "unknown");
    }
  }
}
