package dev.blogsite.blog.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The image's cache of classes that are loaded and linked already (JEP 483). */
final class AotCache {
  private static final Path MAPS = Path.of("/proc/self/maps");

  private AotCache() {}

  /**
   * Whether this process has it mapped: a JVM that refuses it goes on without, and says nothing.
   */
  static boolean taken() {
    try (var mapped = Files.lines(MAPS)) {
      return mapped.anyMatch(line -> line.endsWith(".aot"));
    } catch (IOException | UncheckedIOException _) {
      return false;
    }
  }
}
