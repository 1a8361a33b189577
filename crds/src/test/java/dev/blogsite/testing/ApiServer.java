package dev.blogsite.testing;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real API server with its own etcd on loopback, with BlogSite's CRDs installed. Nothing else of
 * Kubernetes runs: no controller, no kubelet. It starts in about 5 s, once per JVM, and goes with
 * it. Thread-safe.
 */
public final class ApiServer implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final String TOKEN = "admin-of-a-throwaway-server";
  private static final AtomicInteger NAMESPACES = new AtomicInteger();
  private static @Nullable ApiServer shared;

  private final Path folder;
  private final Daemon etcd;
  private final Daemon server;
  private final Config config;
  private final KubernetesClient client;

  private ApiServer(Path etcdProgram, Path serverProgram)
      throws IOException, GeneralSecurityException {
    folder = Files.createTempDirectory("blogsite-api");
    var etcdPort = freePort();
    var port = freePort();
    etcd = startEtcd(etcdProgram, etcdPort);
    server = startServer(serverProgram, etcdPort, port);
    config = awaitConfig(port);
    client = client(config);
    awaitReady();
    installCrds();
  }

  /**
   * The server that the tests of one JVM share; each takes a namespace of its own.
   *
   * @throws AssertionError when {@code BLOGSITE_BIN} does not name the binaries
   */
  public static synchronized ApiServer shared() {
    if (shared == null) {
      try {
        var started = new ApiServer(Binaries.find("etcd"), Binaries.find("kube-apiserver"));
        Runtime.getRuntime().addShutdownHook(new Thread(started::close));
        shared = started;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
    return shared;
  }

  /** The administrator's client. Whoever calls does not close it. */
  public KubernetesClient client() {
    return client;
  }

  /** How a client reaches the server as an administrator. */
  public Config config() {
    return new ConfigBuilder(config).build();
  }

  /** The path of a kubeconfig for kubectl and Helm. */
  public Path kubeconfig() {
    return folder.resolve("kubeconfig");
  }

  /** The name of a new, empty namespace. */
  public String namespace() {
    var name = "t" + NAMESPACES.incrementAndGet();
    var namespace = new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build();
    client.namespaces().resource(namespace).create();
    return name;
  }

  @Override
  public void close() {
    client.close();
    server.close();
    etcd.close();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted((a, b) -> b.compareTo(a)).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Daemon startEtcd(Path program, int port) throws IOException {
    var clients = "http://127.0.0.1:" + port;
    var peers = "http://127.0.0.1:" + freePort();
    return Daemon.start(
        folder,
        program,
        List.of(
            "--data-dir=" + folder.resolve("etcd"),
            "--unsafe-no-fsync",
            "--listen-client-urls=" + clients,
            "--advertise-client-urls=" + clients,
            "--listen-peer-urls=" + peers,
            "--initial-advertise-peer-urls=" + peers,
            "--initial-cluster=default=" + peers));
  }

  private Daemon startServer(Path program, int etcdPort, int port)
      throws IOException, GeneralSecurityException {
    var key = folder.resolve("service-accounts.pem");
    Files.writeString(key, newKey());
    var tokens = folder.resolve("tokens.csv");
    Files.writeString(tokens, TOKEN + ",admin,admin,system:masters\n");
    return Daemon.start(
        folder,
        program,
        List.of(
            "--etcd-servers=http://127.0.0.1:" + etcdPort,
            "--bind-address=127.0.0.1",
            "--advertise-address=127.0.0.1",
            "--secure-port=" + port,
            "--cert-dir=" + folder,
            "--service-cluster-ip-range=10.0.0.0/24",
            "--service-account-issuer=https://kubernetes.default.svc",
            "--service-account-signing-key-file=" + key,
            "--service-account-key-file=" + key,
            "--authorization-mode=RBAC",
            "--token-auth-file=" + tokens,
            // There is no controller manager that would make each namespace's account.
            "--disable-admission-plugins=ServiceAccount"));
  }

  private Config awaitConfig(int port) throws IOException {
    // The server signs its own certificate and writes it down before it listens.
    var certificate = folder.resolve("apiserver.crt");
    Await.until(
        "the API server's certificate",
        START,
        () -> Files.exists(certificate) && Files.readString(certificate).endsWith("-----\n"));
    var authority = Base64.getEncoder().encodeToString(Files.readAllBytes(certificate));
    var url = "https://127.0.0.1:" + port + "/";
    Files.writeString(kubeconfig(), kubeconfig(url, authority));
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(url)
        .withCaCertData(authority)
        .withOauthToken(TOKEN)
        .withNamespace("default")
        .build();
  }

  private void awaitReady() {
    Await.value(
        "the API server to be ready",
        START,
        () -> {
          etcd.mustBeAlive();
          server.mustBeAlive();
          return Optional.ofNullable(client.raw("/readyz")).filter("ok"::equals);
        });
  }

  private void installCrds() throws IOException {
    for (var name : List.of("blogsites", "blogrollouts")) {
      try (var yaml =
          ApiServer.class.getResourceAsStream(
              "/META-INF/fabric8/" + name + ".blogsite.dev-v1.yml")) {
        var crd =
            client.getKubernetesSerialization().unmarshal(yaml, CustomResourceDefinition.class);
        client.resource(crd).create();
      }
      Await.until(
          "the CRD " + name + " to be established",
          START,
          () ->
              client
                  .apiextensions()
                  .v1()
                  .customResourceDefinitions()
                  .withName(name + ".blogsite.dev")
                  .get()
                  .getStatus()
                  .getConditions()
                  .stream()
                  .anyMatch(
                      c -> c.getType().equals("Established") && c.getStatus().equals("True")));
    }
  }

  private static KubernetesClient client(Config config) {
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String newKey() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    var encoded = generator.generateKeyPair().getPrivate().getEncoded();
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
        + "\n-----END PRIVATE KEY-----\n";
  }

  private static String kubeconfig(String url, String authority) {
    return """
    apiVersion: v1
    kind: Config
    current-context: test
    clusters:
    - name: test
      cluster: {server: "%s", certificate-authority-data: %s}
    contexts:
    - name: test
      context: {cluster: test, user: admin}
    users:
    - name: admin
      user: {token: %s}
    """
        .formatted(url, authority, TOKEN);
  }
}
