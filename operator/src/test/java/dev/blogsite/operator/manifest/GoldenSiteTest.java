package dev.blogsite.operator.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every object of a site, as a reviewer reads it. */
class GoldenSiteTest {
  private static final Path GOLDEN =
      Path.of("src/test/resources/dev/blogsite/operator/manifest/garden.yaml");

  @Test
  void aSiteIsWhatTheGoldenFileSays() throws IOException {
    var yaml =
        new Garden(new SiteId("blogs", "garden", "8a3e6f0c-0000-0000-0000-000000000000"))
            .objects().stream().map(Serialization::asYaml).collect(Collectors.joining());
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(GOLDEN, yaml);
    }
    assertEquals(
        Files.readString(GOLDEN),
        yaml,
        "to accept: ./mvnw -pl operator -am test -Dtest=GoldenSiteTest -Dgolden.write=true"
            + " -Dsurefire.failIfNoSpecifiedTests=false");
  }
}
