package dev.blogsite.charts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the oldest Kubernetes that the charts promise says of the CRDs, asked of its own code. */
class OldestKubernetesIT {
  private static final Path CRDS = Helm.ROOT.resolve("charts/blogsite-operator/files/crds");

  private static Helm.Ended check(Path crd) throws IOException, InterruptedException {
    return Helm.run(Map.of(), "crd-check", crd.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"blogsites", "blogrollouts"})
  void takesTheCrd(String plural) throws Exception {
    var ended = check(CRDS.resolve(plural + ".blogsite.dev-v1.yml"));
    assertEquals("", ended.output());
    assertEquals(0, ended.code());
  }

  /** Its estimate of a list made by map() has no bound; later ones have one. */
  @Test
  void refusesARuleThatOnlyLaterOnesTake(@TempDir Path folder) throws Exception {
    var taken = Files.readString(CRDS.resolve("blogrollouts.blogsite.dev-v1.yml"));
    var rule = "rule: \"self == oldSelf\"";
    assertTrue(taken.contains(rule), taken);
    var costly = "rule: \"[self.number].map(n, double(n)).isSorted()\"";
    var crd = folder.resolve("costly.yml");
    Files.writeString(crd, taken.replace(rule, costly), UTF_8);
    var ended = check(crd);
    assertEquals(1, ended.code(), ended.output());
    assertTrue(ended.output().contains("estimated rule cost exceeds budget"), ended.output());
  }

  @Test
  void isTheOneThatTheChartsPromise() throws IOException {
    var module = Files.readString(Helm.ROOT.resolve("e2e/cluster/go/crd-check/go.mod"));
    assertTrue(module.contains("k8s.io/apiextensions-apiserver v0.29."), module);
    for (var chart : new String[] {"blogsite-operator", "blogsite"}) {
      var promise = Files.readString(Helm.ROOT.resolve("charts/" + chart + "/Chart.yaml"));
      assertTrue(promise.contains("kubeVersion: \">=1.29.0-0\""), promise);
    }
  }
}
