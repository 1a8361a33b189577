package dev.blogsite.operator.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigYamlTest {
  @Test
  void saysEachKeyOnALineOfItsOwn() {
    assertEquals(
        """
        baseUrl: "https://blog.example.com"
        description: "Notes"
        language: "en"
        logLevel: "info"
        title: "Garden"
        """,
        ConfigYaml.of("Garden", "Notes", "en", "info", Optional.of("blog.example.com")));
  }

  @Test
  void noValueCanEndItsLineOrItsQuotes() {
    assertEquals(
        """
        description: "a\\"b\\\\c\\u000atitle: x\\u0085\\u2028"
        language: "en"
        logLevel: "info"
        title: "Gärtnerei"
        """,
        ConfigYaml.of(
            "Gärtnerei", "a\"b\\c\ntitle: x\u0085\u2028", "en", "info", Optional.empty()));
  }

  @Test
  void pairsOfSurrogatesStayWhole() {
    var yaml = ConfigYaml.of("\ud83c\udf31", "", "en", "info", Optional.empty());
    assertEquals("title: \"\ud83c\udf31\"", yaml.lines().toList().getLast());
  }
}
