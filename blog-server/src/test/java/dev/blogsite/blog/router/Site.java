package dev.blogsite.blog.router;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.blogsite.blog.router.proxy.Limits;
import dev.blogsite.blog.router.split.Signer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.xnio.XnioIoThread;

/** A router with its pods, and readers and an operator to try it with. */
final class Site implements AutoCloseable {
  static final String NAME = "blogs/garden";
  static final String STABLE = "garden-stable";
  static final String CANARY = "garden-canary";
  static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);

  final Pods pods = new Pods();
  volatile Instant now = Instant.parse("2026-11-01T10:00:00Z");

  /** A request with a signed header makes its I/O thread ask. */
  volatile Runnable whenAnIoThreadAsksTheTime = () -> {};

  final Signer signer = new Signer(KEY);
  final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final RouterServer router;
  private final RunningClock clock = new RunningClock();
  private long epoch;

  Site(Path splitFolder) {
    this(splitFolder, Limits.defaults());
  }

  Site(Path splitFolder, Limits limits) {
    this(splitFolder, limits, 2);
  }

  Site(Path splitFolder, Limits limits, int ioThreads) {
    router =
        RouterServer.start(
            new RouterSettings(
                NAME, "pod-0", signer, splitFolder, 0, 0, ioThreads, limits, pods::resolve, clock));
  }

  private final class RunningClock implements InstantSource {
    @Override
    public Instant instant() {
      if (Thread.currentThread() instanceof XnioIoThread) {
        whenAnIoThreadAsksTheTime.run();
      }
      return now;
    }
  }

  RouterServer router() {
    return router;
  }

  /** A split document with the next epoch. */
  String split(int weightPpm) {
    return document(++epoch, weightPpm, "garden-6f9c01ab23-2", "6f9c01ab23");
  }

  String document(long epoch, int weightPpm, String rollout, String canary) {
    return """
    {"site":"%s","rollout":"%s","epoch":%d,"weightPpm":%d,"leaseSeconds":900,
     "stable":{"revision":"0a1b2c3d4e","host":"%s","port":%d},
     "canary":{"revision":"%s","host":"%s","port":%d},
     "thresholds":{"latency":0.32}}\
    """
        .formatted(
            NAME,
            rollout,
            epoch,
            weightPpm,
            STABLE,
            pods.port(STABLE),
            canary,
            CANARY,
            pods.port(CANARY));
  }

  /** A split document without a rollout, with the next epoch. */
  String stableOnly() {
    return """
    {"site":"%s","rollout":null,"epoch":%d,"weightPpm":0,"leaseSeconds":900,
     "stable":{"revision":"0a1b2c3d4e","host":"%s","port":%d},"canary":null}\
    """
        .formatted(NAME, ++epoch, STABLE, pods.port(STABLE));
  }

  HttpResponse<String> push(String document) {
    String signature = "sha256=" + signer.signHex(document);
    return push(document, signature);
  }

  HttpResponse<String> push(String document, String signature) {
    return send(
        HttpRequest.newBuilder(ops("/split"))
            .PUT(BodyPublishers.ofString(document))
            .header("X-Blogsite-Signature", signature)
            .build());
  }

  /** Puts a weight in force. */
  void weigh(int weightPpm) {
    HttpResponse<String> answer = push(split(weightPpm));
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.body());
    }
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + router.port() + path);
  }

  URI ops(String path) {
    return URI.create("http://127.0.0.1:" + router.opsPort() + path);
  }

  HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(at(path)).timeout(Duration.ofSeconds(30));
    return send(headers.length == 0 ? request.build() : request.headers(headers).build());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(request + " failed", e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static String track(HttpResponse<?> answer) {
    return answer.headers().firstValue("X-Blogsite-Track").orElse("");
  }

  /** The value of a signed header that forces a track. */
  String forced(String track, String kind, Instant expires) {
    long seconds = expires.getEpochSecond();
    String signature = signer.signHex(NAME + '\n' + track + '\n' + kind + '\n' + seconds);
    return track + ";kind=" + kind + ";exp=" + seconds + ";sig=" + signature;
  }

  /** The compact state, flattened: {@code tracks.stable.requests} and so on. */
  Map<String, String> slo() {
    Map<String, String> flat = new LinkedHashMap<>();
    String body = send(HttpRequest.newBuilder(ops("/metrics/slo")).build()).body();
    try (JsonParser parser = new JsonFactory().createParser(body)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken().isScalarValue()) {
          String pointer = parser.getParsingContext().pathAsPointer().toString();
          flat.put(pointer.substring(1).replace('/', '.'), parser.getText());
        }
      }
    } catch (IOException e) {
      throw new AssertionError(body, e);
    }
    return flat;
  }

  long count(String name) {
    return Long.parseLong(slo().getOrDefault(name, "-1"));
  }

  /** Waits until something holds. */
  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("not within 20 seconds: " + what);
      }
      Thread.onSpinWait();
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Override
  public void close() {
    client.close();
    router.close();
    pods.close();
  }
}
