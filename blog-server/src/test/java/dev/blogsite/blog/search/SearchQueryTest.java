package dev.blogsite.blog.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SearchQueryTest {
  @Test
  void takesWordsAndLeavesSigns() {
    assertEquals(
        List.of("red", "apple", "NEAR", "2"), SearchQuery.of("\"red*  (apple) NEAR/2").terms());
  }

  @Test
  void keepsAtMostEightWords() {
    assertEquals(8, SearchQuery.of("a b c d e f g h i j").terms().size());
  }

  @Test
  void looksAtTwoHundredSignsOnly() {
    assertEquals(200, SearchQuery.of("x".repeat(10_000)).terms().getFirst().length());
  }

  @Test
  void isEmptyForSignsOnly() {
    assertTrue(SearchQuery.of("\0 *\"'--").isEmpty());
  }

  @Test
  void knowsScriptsWithoutSpaces() {
    assertTrue(SearchQuery.of("東京").isUnspaced());
    assertTrue(SearchQuery.of("ภาษาไทย").isUnspaced());
    assertFalse(SearchQuery.of("Überfluß café Привет").isUnspaced());
  }

  @Test
  void keepsMarksInWords() {
    assertEquals(List.of("हिन्दी"), SearchQuery.of("हिन्दी").terms());
  }
}
