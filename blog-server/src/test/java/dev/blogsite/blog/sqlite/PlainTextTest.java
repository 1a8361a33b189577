package dev.blogsite.blog.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "un**believ**able; unbelievable",
        "第一**场霜**来了; 第一场霜来了",
        "看[这里](https://x.example)吧; 看这里吧",
        "foo`bar`baz; foobarbaz",
        "H~~2~~O; H2O",
        "said *−1 °C*, and; said −1 °C, and",
        "[pond], [tree][1]; pond, tree 1",
        "_so_ and __so__; so and so",
        "snake_case and __init__; snake_case and init",
        "snake\\_case and 2\\*3; snake_case and 2*3",
        "args[0]; args 0",
        "Look! ![a tree](tree.png); Look! a tree",
        "see [Java](https://x.example/Java_(language)), too; see Java, too",
        "see [a](b\\)c) d; see a d",
        "see [a](b(c) d; see a d",
        "see [a](b c\\nd; see a d",
        "Title\\n=====\\ntext; Title text",
        "Title\\n---\\r\\ntext; Title text",
        "## Title\\n> text; Title text",
        "| a | b |\\n|:--|--:|\\n| 1 | 2 |; a b 1 2",
        "- a = b\\n- c; - a = b - c",
      })
  void leavesWordsWhole(String markdown, String text) {
    String lines = markdown.replace("\\n", "\n").replace("\\r", "\r");
    assertEquals(text, PlainText.of(lines).strip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a](", "[a]((b)", "](()", "_", "a_", "[", "\\", "(", "](x\\)", "=", "|"})
  void takesDeepNonsenseInGoodTime(String unit) {
    String text = unit.repeat(1_000_000 / unit.length());
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> PlainText.of(text));
  }
}
