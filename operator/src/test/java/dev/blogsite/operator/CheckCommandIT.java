package dev.blogsite.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.blogsite.testing.ApiServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What {@code helm test} runs. */
class CheckCommandIT {
  private static final String KUBECONFIG = "kubeconfig";

  private final HttpServer operator;
  private final String url;
  private volatile int status = 200;

  /** How many more answers are {@code status} before all are 200. */
  private final AtomicInteger unreadyAnswers = new AtomicInteger(Integer.MAX_VALUE);

  CheckCommandIT() throws IOException {
    operator = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    url = "http://127.0.0.1:" + operator.getAddress().getPort();
  }

  @BeforeEach
  void start() {
    operator.createContext(
        "/readyz",
        exchange -> {
          var body = "caches are filling\n".getBytes(UTF_8);
          exchange.sendResponseHeaders(
              unreadyAnswers.getAndDecrement() > 0 ? status : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    operator.start();
    System.setProperty(KUBECONFIG, ApiServer.shared().kubeconfig().toString());
  }

  @AfterEach
  void stop() {
    System.clearProperty(KUBECONFIG);
    operator.stop(0);
  }

  private String check(int code, String... arguments) {
    var said = new StringWriter();
    var line =
        new CommandLine(new CheckCommand())
            .setOut(new PrintWriter(said, true))
            .setErr(new PrintWriter(said, true));
    assertEquals(code, line.execute(arguments), said.toString());
    return said.toString();
  }

  @Test
  void passesWhenTheOperatorIsReadyAndTheApiIsServed() {
    assertTrue(check(0, "--url", url).contains("the operator is ready"));
    assertTrue(check(0, "--url", url, "--namespaces", "a,b").contains("the operator is ready"));
  }

  @Test
  void saysWhatAnUnreadyOperatorAnswered() {
    status = 503;
    assertEquals(
        url + "/readyz answered 503: caches are filling\n",
        check(1, "--url", url, "--patience", "PT0S"));
  }

  @Test
  void waitsForAnOperatorThatIsNotReadyYet() {
    status = 503;
    unreadyAnswers.set(1);
    assertTrue(check(0, "--url", url).contains("the operator is ready"));
  }

  @Test
  void saysThatNobodyAnswered() {
    operator.stop(0);
    assertTrue(check(1, "--url", url, "--patience", "PT0S").contains("/readyz did not answer"));
  }
}
