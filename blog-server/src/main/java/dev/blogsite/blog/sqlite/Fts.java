package dev.blogsite.blog.sqlite;

import dev.blogsite.blog.search.SearchQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A search as SQL.
 *
 * @param sql gives slug and excerpt; its last parameter is the limit
 * @param parameters the others, in order
 */
record Fts(String sql, List<String> parameters) {
  private static final int TRIGRAM = 3;

  static Fts of(SearchQuery query) {
    return query.isUnspaced() ? grams(query) : words(query);
  }

  /**
   * All words, the last one also as the beginning of a word: readers type on. In a script without
   * spaces a word stands among others' signs and is no word of its own, so that posts in such a
   * script are also searched by their trigrams; no others have any.
   */
  private static Fts words(SearchQuery query) {
    String match = quoted(query.terms()) + "*";
    List<String> longer = longer(query);
    String words =
        select("word", 24) + "WHERE word MATCH ?1 ORDER BY bm25(word, 8, 4, 1) LIMIT ?%d";
    if (longer.isEmpty()) {
      return new Fts(words.formatted(2), List.of(match));
    }
    List<String> parameters = new ArrayList<>(List.of(match, quoted(longer)));
    StringBuilder shorter = new StringBuilder();
    for (String term : shorter(query)) {
      parameters.add(term);
      shorter.append(" AND ").append(contains("?" + parameters.size()));
    }
    int limit = parameters.size() + 1;
    String sql =
        "SELECT * FROM (%s) UNION ALL SELECT * FROM (%s) LIMIT ?%d"
            .formatted(
                words.formatted(limit),
                (select("gram", 48)
                        + "WHERE gram MATCH ?2 AND gram.rowid NOT IN"
                        + " (SELECT rowid FROM word WHERE word MATCH ?1)%s"
                        + " ORDER BY bm25(gram, 8, 4, 1) LIMIT ?%d")
                    .formatted(shorter, limit),
                limit);
    return new Fts(sql, parameters);
  }

  /** All runs of three signs or more by the trigrams, shorter ones by reading the texts. */
  private static Fts grams(SearchQuery query) {
    List<String> wheres = new ArrayList<>();
    List<String> parameters = new ArrayList<>();
    List<String> longer = longer(query);
    if (!longer.isEmpty()) {
      parameters.add(quoted(longer));
      wheres.add("gram MATCH ?1");
    }
    for (String term : shorter(query)) {
      parameters.add(term);
      wheres.add(contains("?" + parameters.size()));
    }
    int limit = parameters.size() + 1;
    String where = String.join(" AND ", wheres);
    if (!longer.isEmpty()) {
      return new Fts(
          "%sWHERE %s ORDER BY bm25(gram, 8, 4, 1) LIMIT ?%d"
              .formatted(select("gram", 48), where, limit),
          parameters);
    }
    String at = "instr(lower(text), lower(?1))";
    return new Fts(
        "SELECT slug, CASE WHEN %s THEN substr(text, max(1, %s - 20), 60) ELSE substr(text, 1, 60)"
                .formatted(at, at)
            + " END FROM post WHERE %s ORDER BY published DESC LIMIT ?%d".formatted(where, limit),
        parameters);
  }

  private static List<String> longer(SearchQuery query) {
    return query.terms().stream().filter(Fts::hasTrigram).toList();
  }

  private static List<String> shorter(SearchQuery query) {
    return query.terms().stream().filter(term -> !hasTrigram(term)).toList();
  }

  private static boolean hasTrigram(String term) {
    return term.codePointCount(0, term.length()) >= TRIGRAM;
  }

  private static String contains(String parameter) {
    return "(instr(lower(post.title), lower(%1$s)) OR instr(lower(post.tags), lower(%1$s)) OR instr(lower(post.text), lower(%1$s)))"
        .formatted(parameter);
  }

  private static String select(String table, int tokens) {
    return "SELECT post.slug, snippet(%1$s, 2, char(2), char(3), '…', %2$d) FROM %1$s JOIN post ON post.id = %1$s.rowid "
        .formatted(table, tokens);
  }

  private static String quoted(List<String> terms) {
    return terms.stream()
        .map(term -> '"' + term.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(" "));
  }
}
