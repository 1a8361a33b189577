package dev.blogsite.blog.source;

import java.util.List;

/** What stands behind a key. */
sealed interface YamlValue {
  /** Returns where it stands, counted from 1. */
  int line();

  /**
   * One text, not stripped; empty when nothing stands there.
   *
   * @param line where
   * @param text as YAML reads it
   */
  record Text(int line, String text) implements YamlValue {}

  /**
   * A list of texts, none blank.
   *
   * @param line where
   * @param texts as YAML reads them
   */
  record Texts(int line, List<String> texts) implements YamlValue {
    /** Copies the list. */
    public Texts {
      texts = List.copyOf(texts);
    }
  }

  /**
   * Anything deeper, which no key may have.
   *
   * @param line where
   */
  record Other(int line) implements YamlValue {}
}
