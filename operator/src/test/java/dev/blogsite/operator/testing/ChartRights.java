package dev.blogsite.operator.testing;

import dev.blogsite.testing.ApiServer;
import dev.blogsite.testing.Await;
import dev.blogsite.testing.Binaries;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/**
 * The rights that the Helm chart gives the operator in one namespace, so that a verb which is
 * missing in the chart fails a test and not an installation.
 */
final class ChartRights {
  private static final String USER = "system:serviceaccount:blogsite-system:blogsite-operator";

  private ChartRights() {}

  /** How a client with these rights, and no other, reaches the server. */
  static Config in(ApiServer server, String namespace) {
    var client = server.client();
    try (var yaml = new ByteArrayInputStream(render(namespace))) {
      client.load(yaml).items().stream()
          .filter(object -> namespace.equals(object.getMetadata().getNamespace()))
          .forEach(object -> client.resource(object).create());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser(USER)
            .withNewResourceAttributes()
            .withNamespace(namespace)
            .withGroup("blogsite.dev")
            .withResource("blogsites")
            .withVerb("list")
            .endResourceAttributes()
            .endSpec()
            .build();
    Await.until(
        "the operator's rights in " + namespace,
        Duration.ofSeconds(20),
        () -> client.resource(review).create().getStatus().getAllowed());
    return new ConfigBuilder(server.config()).withImpersonateUsername(USER).build();
  }

  private static byte[] render(String namespace) throws IOException {
    var command =
        List.of(
            Binaries.find("helm").toString(),
            "template",
            "blogsite",
            "../charts/blogsite-operator",
            "--namespace=blogsite-system",
            "--kube-version=1.29.0",
            "--show-only=templates/rbac.yaml",
            "--set=watchNamespaces={" + namespace + "}");
    var helm = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return helm.getInputStream().readAllBytes();
  }
}
