package dev.blogsite.blog.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SimpleYamlTest {
  private static final String[] PIECES = {
    "title: ",
    "date: ",
    "tags: ",
    "a",
    "Don't",
    " x",
    "2026-01-01",
    "10:00:00",
    ": ",
    ":",
    "[a, b c]",
    "[",
    "]",
    "#",
    " #",
    "\n",
    "\n",
    " ",
    "- ",
    "\"",
    "'",
    "{",
    "}",
    "&a ",
    "*a",
    "!t ",
    "|",
    ">",
    "%",
    "@",
    ", ",
    "? ",
    "é",
    "東",
    "\t",
    "\r",
    "~",
    "---",
    "...",
    "\\",
    "true",
    "=",
    "\u0085",
    "\u2028",
    "1e3",
    "0x1",
    "(b)",
    "/",
    "\u00a0",
    "🎉",
    "́"
  };

  @Test
  void readsWhatItReadsAsTheWholeParserDoes() throws InvalidFileException {
    long seed = 7;
    Random random = new Random(seed);
    int read = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder yaml = new StringBuilder("title: x\n");
      for (int n = random.nextInt(9); n >= 0; n--) {
        yaml.append(PIECES[random.nextInt(PIECES.length)]);
      }
      Optional<Map<String, YamlValue>> simple = SimpleYaml.parse(yaml.toString(), 1);
      if (simple.isPresent()) {
        read++;
        assertEquals(
            WholeYaml.parse(yaml.toString(), 1), simple.get(), "seed " + seed + ":\n" + yaml);
      }
    }
    assertTrue(read > 200, "too few of the subset: " + read);
  }

  @Test
  void readsUsualFrontMatter() {
    String usual =
        """
        title: Don't panic, it's 10:30 (again)!
        date: 2026-11-01T10:00:00Z
        tags: [a b, c-d]
        draft: false
        """;
    assertTrue(SimpleYaml.parse(usual, 1).isPresent());
  }
}
