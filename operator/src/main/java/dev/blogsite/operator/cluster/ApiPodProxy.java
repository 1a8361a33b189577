package dev.blogsite.operator.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Pods reached through the API server with the operator's own credentials; each request is sent
 * once. Thread-safe.
 */
public final class ApiPodProxy implements PodProxy {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient http;
  private final String api;
  private final Duration patience;

  /** A proxy by this client, which the caller closes. */
  public ApiPodProxy(KubernetesClient client) {
    this(client, TIMEOUT);
  }

  ApiPodProxy(KubernetesClient client, Duration patience) {
    this.patience = patience;
    // The client's own connections and credentials, without its retries: a pod that answers 503 has
    // answered, and a probe that is sent again is counted again.
    this.http = client.getHttpClient().newBuilder().tag(Clients.once(client).build()).build();
    this.api = client.getMasterUrl().toString().replaceAll("/+$", "");
  }

  @Override
  public Answer send(PodRef pod, Request request) {
    HttpRequest.Builder built =
        http.newHttpRequestBuilder()
            .uri(uri(pod, request))
            .timeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    request.headers().forEach(built::header);
    if (!request.method().equals("GET")) {
      String type = request.headers().getOrDefault("Content-Type", "application/json");
      built.method(request.method(), type, request.body());
    }
    return await(built.build());
  }

  private String uri(PodRef pod, Request request) {
    return "%s/api/v1/namespaces/%s/pods/%s:%d/proxy%s"
        .formatted(api, pod.namespace(), pod.name(), request.port(), request.path());
  }

  private Answer await(HttpRequest request) {
    var collected = new Collected();
    CompletableFuture<HttpResponse<AsyncBody>> head = http.consumeBytes(request, collected);
    CompletableFuture<Answer> whole = head.thenCompose(collected::whole);
    try {
      return whole.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      var _ = head.thenAccept(response -> response.body().cancel());
      head.cancel(true);
      return new Answer.Failed("no answer within " + patience.toSeconds() + " s");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      return new Answer.Failed(cause == null ? "failed" : String.valueOf(cause.getMessage()));
    } catch (InterruptedException _) {
      head.cancel(true);
      Thread.currentThread().interrupt();
      return new Answer.Failed("interrupted");
    }
  }

  /** The bytes of one answer, up to the cap. */
  private static final class Collected implements AsyncBody.Consumer<List<ByteBuffer>> {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<Void> tooLong = new CompletableFuture<>();

    @Override
    public synchronized void consume(List<ByteBuffer> value, AsyncBody body) {
      for (ByteBuffer buffer : value) {
        byte[] part = new byte[buffer.remaining()];
        buffer.get(part);
        if (bytes.size() + part.length > MAX_BYTES) {
          tooLong.complete(null);
          body.cancel();
          return;
        }
        bytes.writeBytes(part);
      }
      body.consume();
    }

    private CompletableFuture<Answer> whole(HttpResponse<AsyncBody> response) {
      Map<String, String> headers = new HashMap<>();
      response
          .headers()
          .forEach((name, v) -> headers.put(name.toLowerCase(Locale.ROOT), v.getFirst()));
      CompletableFuture<Answer> read =
          response
              .body()
              .done()
              .thenApply(_ -> new Answer.Answered(response.code(), headers, text()));
      CompletableFuture<Answer> capped =
          tooLong.thenApply(
              _ -> new Answer.Failed("answered with more than " + MAX_BYTES + " bytes"));
      response.body().consume();
      return CompletableFuture.anyOf(read, capped).thenApply(Answer.class::cast);
    }

    private synchronized String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
