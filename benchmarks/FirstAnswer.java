import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures the time from a process's start to its first 200.
 *
 * <p>{@code FirstAnswer ROUNDS URL FOLDER NAME=SCRIPT...}: starts each bash script in turns, asks every
 * millisecond, prints the name and the milliseconds, ends the process, and empties the folder.
 */
public final class FirstAnswer {
  private static final long GIVE_UP_NANOS = TimeUnit.MINUTES.toNanos(2);

  public static void main(String[] arguments) throws Exception {
    var url = URI.create(arguments[1]);
    // The first round warms the files and this program, and is not counted.
    for (int round = 0; round <= Integer.parseInt(arguments[0]); round++) {
      for (int i = 3; i < arguments.length; i++) {
        var equals = arguments[i].indexOf('=');
        var millis = measure(arguments[i].substring(equals + 1), url);
        if (round > 0) {
          System.out.printf("%s %.0f%n", arguments[i].substring(0, equals), millis);
        }
        for (var file : new File(arguments[2]).listFiles()) {
          file.delete();
        }
      }
    }
  }

  private static double measure(String script, URI url) throws Exception {
    var began = System.nanoTime();
    var process = new ProcessBuilder("bash", script).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    while (!answers(url)) {
      if (!process.isAlive() || System.nanoTime() - began > GIVE_UP_NANOS) {
        process.destroyForcibly();
        throw new IllegalStateException(script + " never answered 200; run it by hand to see why");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    var millis = (System.nanoTime() - began) / 1e6;
    process.destroy();
    process.waitFor();
    return millis;
  }

  private static boolean answers(URI url) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), 1_000);
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(("GET " + url.getPath() + " HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).equals("HTTP/1.1 200");
    } catch (IOException e) {
      return false;
    }
  }
}
