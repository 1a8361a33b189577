package dev.blogsite.operator.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares a story with the one that is checked in; {@code -Dgolden=write} writes it instead. */
final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/rollout");

  private Golden() {}

  static void compare(String name, CharSequence story) {
    Path file = FOLDER.resolve(name + ".txt");
    try {
      if ("write".equals(System.getProperty("golden"))) {
        Files.createDirectories(FOLDER);
        Files.writeString(file, story);
      }
      assertEquals(
          Files.readString(file),
          story.toString(),
          "the story differs; if that is meant, run with -Dgolden=write and read the diff");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
