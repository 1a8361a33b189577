package dev.blogsite.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Helm says of the charts by itself. */
class ChartValuesIT {
  private static Helm.Ended template(String chart, String... set)
      throws IOException, InterruptedException {
    var fixed = List.of("template", "x", "charts/" + chart, "--kube-version", "1.29.0");
    return Helm.helm(Stream.concat(fixed.stream(), Stream.of(set)).toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"blogsite-operator", "blogsite"})
  void lintsAndRendersWithItsOwnValues(String chart) throws Exception {
    var lint = Helm.helm("lint", "--strict", "charts/" + chart);
    assertEquals(0, lint.code(), lint.output());
    assertFalse(lint.output().contains("[WARNING]"), lint.output());
    var rendered = template(chart);
    assertEquals(0, rendered.code(), rendered.output());
  }

  @ParameterizedTest
  @ValueSource(strings = {"blogsite-operator", "blogsite"})
  void hasTheProjectsVersion(String chart) throws IOException {
    var pom = Files.readString(Helm.ROOT.resolve("pom.xml"));
    var revision = Pattern.compile("<revision>(.*)</revision>").matcher(pom);
    assertTrue(revision.find());
    var said = Files.readString(Helm.ROOT.resolve("charts/" + chart + "/Chart.yaml"));
    assertTrue(said.contains("\nversion: " + revision.group(1) + "\n"), said);
    assertTrue(said.contains("\nappVersion: \"" + revision.group(1) + "\"\n"), said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"blogsite-operator", "blogsite"})
  void refusesKubernetesBefore129(String chart) throws Exception {
    var old = Helm.helm("template", "x", "charts/" + chart, "--kube-version", "1.28.9");
    assertNotEquals(0, old.code());
    assertTrue(old.output().contains("requires kubeVersion: >=1.29.0"), old.output());
  }

  @ParameterizedTest
  @CsvSource({
    "blogsite-operator, router.lease=soon, router.lease",
    "blogsite-operator, logLevel=loud, logLevel",
    "blogsite-operator, watchNamespaces={A_B}, watchNamespaces.0",
    "blogsite-operator, image.repository=a b, image.repository",
    "blogsite-operator, image.digest=sha256:12, image.digest",
    "blogsite-operator, replicas=9, replicas",
    "blogsite-operator, lease=20s, lease",
    "blogsite, replicas=0, replicas",
    "blogsite, name=1garden, name",
    "blogsite, config.logLevel=loud, config.logLevel",
    "blogsite, 'rollout.steps={5}', rollout.steps.0",
    "blogsite, hots={a}, hots",
  })
  void refusesValuesThatTheSchemaForbids(String chart, String set, String named) throws Exception {
    var refused = template(chart, "--set", set);
    assertNotEquals(0, refused.code(), refused.output());
    var pointer = named.replace('.', '/');
    assertTrue(
        refused.output().contains(named)
            || refused.output().contains(pointer)
            || refused.output().contains("'" + named + "'"),
        refused.output());
  }

  @Test
  void refusesPostsThatNoConfigMapTakes() throws Exception {
    var file = Files.createTempFile("big", ".md");
    try {
      Files.writeString(file, "x".repeat(921_601));
      var refused = template("blogsite", "--set-file", "posts.big\\.md=" + file);
      assertNotEquals(0, refused.code());
      assertTrue(refused.output().contains("posts have 921601 bytes"), refused.output());
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void aDigestWinsOverTheTag() throws Exception {
    var digest = "sha256:" + "0".repeat(64);
    var rendered = template("blogsite-operator", "--set", "image.digest=" + digest);
    assertTrue(rendered.output().contains("image: \"localhost/blogsite/operator@" + digest));
  }
}
