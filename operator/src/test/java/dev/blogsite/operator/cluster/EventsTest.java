package dev.blogsite.operator.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import dev.blogsite.api.v1alpha1.BlogSite;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events that an API server does not take. */
class EventsTest {

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final KubernetesClient client;
  private volatile int status = 201;

  EventsTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    Config config = new ConfigBuilder(Config.empty()).withMasterUrl(url).build();
    client = new KubernetesClientBuilder().withConfig(config).build();
  }

  @AfterEach
  void close() {
    client.close();
    server.stop(0);
  }

  @Test
  void whatIsToldMustNotWaitForTheTelling() {
    var site = new BlogSite();
    site.setMetadata(
        new ObjectMetaBuilder().withNamespace("blogs").withName("garden").withUid("u").build());
    var events = new Events(new Writer(client), InstantSource.system(), "test");
    for (int refusal : List.of(403, 409, 429, 500)) {
      asked.clear();
      status = refusal;
      events.tell(site, Events.Type.Normal, "Aborting", "it is worse", "1");
      assertEquals(List.of("POST /api/v1/namespaces/blogs/events"), asked, "answer " + refusal);
    }
    server.stop(0);
    events.tell(site, Events.Type.Normal, "Aborting", "it is worse", "1");
  }
}
