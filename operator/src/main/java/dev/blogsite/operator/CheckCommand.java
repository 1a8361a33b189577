package dev.blogsite.operator;

import dev.blogsite.api.v1alpha1.BlogSite;
import dev.blogsite.operator.cluster.Clients;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code operator check}: whether an installed operator answers and its API is served. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Waits until an operator is ready and the API server serves BlogSites.")
final class CheckCommand implements Callable<Integer> {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Between two questions to an operator that is not ready. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  // Picocli sets both before it calls.
  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  @Option(
      names = "--url",
      required = true,
      description = "Where the operator listens, such as http://blogsite-operator:8080.")
  private URI url;

  @Option(
      names = "--namespaces",
      split = ",",
      paramLabel = "NAME",
      description = "Namespaces that the operator looks after, as in a,b; without it, all.")
  private List<String> namespaces = List.of();

  @SuppressWarnings("NullAway.Init")
  @Option(
      names = "--patience",
      defaultValue = "PT60S",
      paramLabel = "DURATION",
      description =
          "How long an operator may take that was just installed; 60 s, written ${DEFAULT-VALUE}.")
  private Duration patience;

  @Override
  public Integer call() throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    String wrong = wrong();
    while (!wrong.isEmpty() && System.nanoTime() < until) {
      Thread.sleep(PAUSE);
      wrong = wrong();
    }
    var out = wrong.isEmpty() ? spec.commandLine().getOut() : spec.commandLine().getErr();
    out.println(
        wrong.isEmpty() ? "the operator is ready and the API server serves BlogSites" : wrong);
    out.flush();
    return wrong.isEmpty() ? 0 : 1;
  }

  private String wrong() throws InterruptedException {
    URI ready = url.resolve("/readyz");
    try (var http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      var request = HttpRequest.newBuilder(ready).timeout(TIMEOUT).build();
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        return "%s answered %d: %s".formatted(ready, answer.statusCode(), answer.body().strip());
      }
    } catch (IOException e) {
      return "%s did not answer: %s".formatted(ready, e);
    }
    try (var client = Clients.work((_, _) -> {})) {
      var sites = client.resources(BlogSite.class);
      // An operator that looks after some namespaces has no right to list all.
      namespaces.forEach(name -> sites.inNamespace(name).list());
      if (namespaces.isEmpty()) {
        sites.inAnyNamespace().list();
      }
      return "";
    } catch (KubernetesClientException e) {
      return "the API server does not serve BlogSites: " + e.getMessage();
    }
  }
}
