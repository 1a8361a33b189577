package dev.blogsite.blog.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The headline: half a percent of 100,000 readers is 500 readers. */
final class ManyReadersTest {
  private static final int THREADS = 4;
  private static final int BATCH = 50;
  private static final int READERS = 100_000;
  private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  @Test
  void halfAPercentOfAHundredThousandReadersIsFiveHundred(@TempDir Path folder) throws Exception {
    try (Site site = new Site(folder);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      site.pods.add(Site.STABLE, exchange -> exchange.setStatusCode(204).endExchange());
      site.pods.add(Site.CANARY, exchange -> exchange.setStatusCode(204).endExchange());
      site.weigh(5_000);
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Callable<Integer> read = () -> read(site.router().port(), READERS / THREADS);
        answers.add(threads.submit(read));
      }
      assertEquals(READERS, sum(answers));
      long canaries = site.count("tracks.canary.requests");
      assertTrue(Math.abs(canaries - 500) <= 2, canaries + " instead of 500");
      assertEquals(READERS, canaries + site.count("tracks.stable.requests"));
      assertEquals(canaries, site.count("tracks.canary.assignments"));
    }
  }

  private static int sum(List<Future<Integer>> answers)
      throws InterruptedException, ExecutionException {
    int sum = 0;
    for (Future<Integer> answer : answers) {
      sum += answer.get();
    }
    return sum;
  }

  /** Sends requests in batches over one connection and counts the answers, which have no body. */
  private static int read(int port, int count) throws IOException {
    byte[] batch =
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(BATCH).getBytes(StandardCharsets.US_ASCII);
    byte[] buffer = new byte[65_536];
    int answered = 0;
    int matched = 0;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      InputStream in = socket.getInputStream();
      for (int sent = 0; sent < count; sent += BATCH) {
        socket.getOutputStream().write(batch);
        while (answered < sent + BATCH) {
          int read = in.read(buffer);
          if (read < 0) {
            throw new IOException("ended after " + answered + " answers");
          }
          for (int i = 0; i < read; i++) {
            matched = buffer[i] == END[matched] ? matched + 1 : buffer[i] == END[0] ? 1 : 0;
            if (matched == END.length) {
              matched = 0;
              answered++;
            }
          }
        }
      }
    }
    return answered;
  }
}
