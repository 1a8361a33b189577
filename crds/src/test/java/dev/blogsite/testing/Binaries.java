package dev.blogsite.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** The programs of Kubernetes that integration tests run, in the folder {@code BLOGSITE_BIN}. */
public final class Binaries {
  private Binaries() {}

  /**
   * The path of one program, such as {@code etcd}, {@code kube-apiserver} or {@code helm}.
   *
   * @throws AssertionError when it is not there: says how to get it
   */
  public static Path find(String program) {
    var folder = System.getenv("BLOGSITE_BIN");
    if (folder == null || folder.isBlank()) {
      throw new AssertionError(
          "BLOGSITE_BIN is not set: let it name the folder that `e2e/cluster/cluster tools"
              + " --api-only` prints, or run ./test");
    }
    var path = Path.of(folder, program);
    if (!Files.isExecutable(path)) {
      throw new AssertionError(
          "BLOGSITE_BIN is "
              + folder
              + ", where "
              + program
              + " is missing: let it name the folder that `e2e/cluster/cluster tools --api-only`"
              + " prints");
    }
    return path;
  }
}
