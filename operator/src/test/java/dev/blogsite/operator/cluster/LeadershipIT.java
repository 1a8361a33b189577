package dev.blogsite.operator.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.operator.testing.Wire;
import dev.blogsite.testing.ApiServer;
import dev.blogsite.testing.Await;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Candidates at a real API server. */
class LeadershipIT {

  /** How long a site may be without a leader when one dies. */
  private static final Duration FAILOVER = Duration.ofSeconds(30);

  private static final Duration SOON = Duration.ofSeconds(10);

  private final ApiServer server = ApiServer.shared();
  private final String namespace = server.namespace();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable candidate : open.reversed()) {
      candidate.close();
    }
  }

  private KubernetesClient client() {
    return client(server.config().getMasterUrl());
  }

  private KubernetesClient client(String url) {
    var config =
        new ConfigBuilder(server.config())
            .withMasterUrl(url)
            .withRequestTimeout(3_000)
            .withConnectionTimeout(3_000)
            .withRequestRetryBackoffLimit(0)
            .build();
    var client = new KubernetesClientBuilder().withConfig(config).build();
    open.add(client);
    return client;
  }

  private Leadership stand(KubernetesClient client, String lease, String name) {
    var candidacy =
        new Leadership(
            client,
            namespace,
            lease,
            name,
            () -> told.add(name + " leads"),
            () -> told.add(name + " leads no more"));
    open.add(candidacy);
    return candidacy;
  }

  @Test
  void theSecondWaitsUntilTheFirstGivesTheLeaseBack() {
    var first = stand(client(), "operator", "a");
    Await.until("a leader", SOON, () -> told.contains("a leads"));
    stand(client(), "operator", "b");
    var lease = server.client().leases().inNamespace(namespace).withName("operator");
    String renewed = String.valueOf(lease.require().getSpec().getRenewTime());
    Await.until(
        "the lease to be renewed",
        SOON,
        () -> !String.valueOf(lease.require().getSpec().getRenewTime()).equals(renewed));
    assertEquals(List.of("a leads"), told);
    first.close();
    Await.until("the other to lead", SOON, () -> told.contains("b leads"));
    assertEquals("a leads no more", told.get(1));
  }

  @Test
  void oneThatIsCutOffKnowsItBeforeAnotherLeads() throws Exception {
    var wire = new Wire(URI.create(server.config().getMasterUrl()).getPort());
    open.add(wire);
    stand(client("https://127.0.0.1:" + wire.port() + "/"), "operator", "a");
    Await.until("a leader", SOON, () -> told.contains("a leads"));
    stand(client(), "operator", "b");
    // It can neither renew the lease nor give it back.
    wire.cut();
    Await.until("the other to lead", FAILOVER, () -> told.contains("b leads"));
    assertEquals(List.of("a leads", "a leads no more", "b leads"), told);
  }

  @Test
  void releasesWithLeasesOfTheirOwnLeadSideBySide() {
    stand(client(), "east-operator", "a");
    stand(client(), "west-operator", "b");
    Await.until("both to lead", SOON, () -> told.size() == 2);
    assertTrue(told.containsAll(List.of("a leads", "b leads")));
  }
}
