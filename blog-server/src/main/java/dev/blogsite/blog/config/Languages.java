package dev.blogsite.blog.config;

import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The rule for a blog's language. */
public final class Languages {
  private static final Set<String> TWO_LETTERS = Set.of(Locale.getISOLanguages());
  private static final Set<String> RIGHT_TO_LEFT_SCRIPTS =
      Set.of("Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg");
  private static final Set<String> RIGHT_TO_LEFT =
      Set.of("ar", "he", "iw", "fa", "ur", "yi", "ji", "dv", "ps", "sd", "ug", "ckb", "syr", "nqo");

  private Languages() {}

  /**
   * Returns what is wrong with a language tag, as sentences that follow its name; empty when it is
   * right: well-formed BCP 47, whose language ISO 639 knows.
   */
  public static List<String> problems(String tag) {
    Locale locale;
    try {
      locale = new Locale.Builder().setLanguageTag(tag).build();
    } catch (IllformedLocaleException e) {
      return List.of("must be a BCP 47 language tag; write for instance en, de, pt-BR or zh-Hant");
    }
    if (isKnown(locale.getLanguage())) {
      return List.of();
    }
    return List.of(
        "must begin with a language that ISO 639 knows; write for instance en, de, pt-BR or"
            + " zh-Hant");
  }

  /** Returns whether the text of a language runs from right to left. */
  public static boolean isRightToLeft(String tag) {
    Locale locale = Locale.forLanguageTag(tag);
    return locale.getScript().isEmpty()
        ? RIGHT_TO_LEFT.contains(locale.getLanguage())
        : RIGHT_TO_LEFT_SCRIPTS.contains(locale.getScript());
  }

  private static boolean isKnown(String language) {
    return switch (language.length()) {
      case 2 -> TWO_LETTERS.contains(language);
      // The run-time image lists the two-letter codes only, but knows the names of longer ones.
      case 3 -> !Locale.of(language).getDisplayLanguage(Locale.ENGLISH).equalsIgnoreCase(language);
      default -> false;
    };
  }
}
