package dev.blogsite.api.v1alpha1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checked-in YAML says what the Java types say. */
class CrdYamlTest {
  private static final Path CHECKED_IN = Path.of("../charts/blogsite-operator/files/crds");

  @Test
  void checkedInYamlIsWhatTheTypesSay(@TempDir Path generated) throws IOException {
    CrdYaml.write(generated);
    if (Boolean.getBoolean("crds.write")) {
      CrdYaml.write(CHECKED_IN);
    }
    var names = List.of("blogsites.blogsite.dev-v1.yml", "blogrollouts.blogsite.dev-v1.yml");
    for (var name : names) {
      assertEquals(
          Files.readString(generated.resolve(name)),
          Files.readString(CHECKED_IN.resolve(name)),
          name
              + " differs from the Java types; regenerate it with: ./mvnw -pl crds test"
              + " -Dtest=CrdYamlTest -Dcrds.write=true");
    }
  }
}
