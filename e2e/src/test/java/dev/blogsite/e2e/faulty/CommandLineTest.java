package dev.blogsite.e2e.faulty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {
  @Test
  void readsAPortInEitherForm() {
    assertEquals(9000, line("serve", "--port", "9000").number("--port", 8080));
    assertEquals(9000, line("serve", "--port=9000").number("--port", 8080));
    assertEquals(8080, line("serve", "--ops-port", "9000").number("--port", 8080));
  }

  @Test
  void replacesAPortAndKeepsTheRest() {
    assertEquals(
        List.of("serve", "--set", "/etc/blogsite", "--drain=5s", "--port", "18080"),
        line("serve", "--port", "9000", "--set", "/etc/blogsite", "--drain=5s")
            .with("--port", 18080)
            .words());
    assertEquals(
        List.of("serve", "--port", "18080"),
        line("serve", "--port=9000").with("--port", 18080).words());
  }

  @Test
  void hasFaultsOnlyWhereABlogIsServed() {
    assertTrue(line("serve").isServe());
    assertFalse(line("router", "--split", "serve").isServe());
    assertFalse(line().isServe());
  }

  private static CommandLine line(String... words) {
    return new CommandLine(List.of(words));
  }
}
