package dev.blogsite.blog.search;

import java.util.ArrayList;
import java.util.List;

/**
 * What a reader looks for: at most {@value #MAX_TERMS} words, all of which must be found.
 *
 * @param terms runs of letters and digits, in the reader's order; none is empty
 */
public record SearchQuery(List<String> terms) {
  /** How much of a reader's text is looked at, in UTF-16 units. */
  public static final int MAX_LENGTH = 200;

  private static final int MAX_TERMS = 8;

  /** Copies the terms. */
  public SearchQuery {
    terms = List.copyOf(terms);
  }

  /** Returns what {@code text} asks for. Nothing in it is an operator: signs only part words. */
  public static SearchQuery of(String text) {
    List<String> terms = new ArrayList<>();
    StringBuilder term = new StringBuilder();
    text.codePoints()
        .limit(MAX_LENGTH)
        .forEach(
            c -> {
              if (isPartOfWord(c)) {
                term.appendCodePoint(c);
              } else {
                add(terms, term);
              }
            });
    add(terms, term);
    return new SearchQuery(terms);
  }

  /** Returns whether nothing is looked for. */
  public boolean isEmpty() {
    return terms.isEmpty();
  }

  /** Returns whether a term is of a script without spaces, in which words cannot be looked up. */
  public boolean isUnspaced() {
    return terms.stream().anyMatch(Scripts::hasUnspaced);
  }

  private static void add(List<String> terms, StringBuilder term) {
    if (!term.isEmpty() && terms.size() < MAX_TERMS) {
      terms.add(term.toString());
    }
    term.setLength(0);
  }

  private static boolean isPartOfWord(int c) {
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }
}
