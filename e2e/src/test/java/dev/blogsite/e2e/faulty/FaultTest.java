package dev.blogsite.e2e.faulty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FaultTest {
  @Test
  void hasAnImageForEachFault() throws IOException {
    try (var lines = Files.lines(Path.of("faulty/images"))) {
      assertEquals(
          Arrays.stream(Fault.values()).map(Fault::label).toList(),
          lines.filter(line -> !line.startsWith("#")).map(line -> line.split(" ", 2)[0]).toList());
    }
  }

  @Test
  void refusesAnUnknownNameAndListsTheFaults() {
    assertEquals(
        "fault is 'bad'; must be one of bad-errors, bad-latency, crash, hang, never-ready,"
            + " slow-start",
        assertThrows(IllegalArgumentException.class, () -> Fault.named("bad")).getMessage());
  }
}
