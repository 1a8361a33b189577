package dev.blogsite.operator.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;

/** The operator's clients of its own API server. */
public final class Clients {

  private static final int WORK_TIMEOUT_MS = 10_000;
  private static final int LEASE_TIMEOUT_MS = 3_000;

  private Clients() {}

  /** Counts requests. */
  @FunctionalInterface
  public interface Count {
    /** One request came to its end. */
    void requested(String method, int status);
  }

  /** The client that observes and acts. Whoever calls closes it. */
  public static KubernetesClient work(Count count) {
    Config config =
        new ConfigBuilder(Config.autoConfigure(null)).withRequestTimeout(WORK_TIMEOUT_MS).build();
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(Tolerant.serialization())
        .withHttpClientBuilderConsumer(
            builder -> builder.addOrReplaceInterceptor("count", new Counting(count)))
        .build();
  }

  /**
   * The client that holds the lease, with nothing else on its connection: a call that hangs must
   * end well before the lease does. Whoever calls closes it.
   */
  public static KubernetesClient lease() {
    Config config =
        new ConfigBuilder(Config.autoConfigure(null))
            .withRequestTimeout(LEASE_TIMEOUT_MS)
            .withConnectionTimeout(LEASE_TIMEOUT_MS)
            .withRequestRetryBackoffLimit(0)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  /** The client's settings for a request that is sent once, whatever comes back. */
  static RequestConfigBuilder once(KubernetesClient client) {
    return new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
        .withRequestRetryBackoffLimit(0);
  }

  private record Counting(Count count) implements Interceptor {

    @Override
    public void after(
        HttpRequest request,
        HttpResponse<?> response,
        AsyncBody.Consumer<List<ByteBuffer>> consumer) {
      count.requested(request.method(), response.code());
    }

    @Override
    public void afterConnectionFailure(HttpRequest request, Throwable failure) {
      count.requested(request.method(), 0);
    }
  }
}
