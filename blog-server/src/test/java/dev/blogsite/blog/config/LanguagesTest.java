package dev.blogsite.blog.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LanguagesTest {
  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "pt-BR", "zh-Hant", "haw", "ckb", "sr-Latn-RS"})
  void takesLanguagesThatIso639Knows(String tag) {
    assertEquals(List.of(), Languages.problems(tag));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xx", "zz-ZZ", "qqq", "klingon", "english"})
  void refusesLanguagesThatNobodyKnows(String tag) {
    assertTrue(Languages.problems(tag).getFirst().contains("ISO 639"), tag);
  }

  @ParameterizedTest
  @ValueSource(strings = {"e", "en_US", "en--US", "-", "e n", "en\n"})
  void refusesWhatIsNoTagAtAll(String tag) {
    assertTrue(Languages.problems(tag).getFirst().contains("BCP 47"), tag);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar", "he", "fa-IR", "az-Arab"})
  void knowsWhatRunsFromRightToLeft(String tag) {
    assertTrue(Languages.isRightToLeft(tag));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "az", "ar-Latn"})
  void knowsWhatRunsFromLeftToRight(String tag) {
    assertFalse(Languages.isRightToLeft(tag));
  }
}
