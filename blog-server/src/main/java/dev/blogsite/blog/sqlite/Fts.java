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

  /** All words, the last one also as the beginning of a word: readers type on. */
  private static Fts words(SearchQuery query) {
    String match = query.terms().stream().map(Fts::quoted).collect(Collectors.joining(" ")) + "*";
    return new Fts(
        select("word", 24) + "WHERE word MATCH ? ORDER BY bm25(word, 8, 4, 1) LIMIT ?",
        List.of(match));
  }

  /** All runs of three signs or more by the trigrams, shorter ones by reading the texts. */
  private static Fts grams(SearchQuery query) {
    List<String> wheres = new ArrayList<>();
    List<String> parameters = new ArrayList<>();
    List<String> longer =
        query.terms().stream().filter(t -> t.codePointCount(0, t.length()) >= TRIGRAM).toList();
    if (!longer.isEmpty()) {
      wheres.add("gram MATCH ?");
      parameters.add(longer.stream().map(Fts::quoted).collect(Collectors.joining(" ")));
    }
    for (String term : query.terms()) {
      if (term.codePointCount(0, term.length()) < TRIGRAM) {
        wheres.add("(instr(post.title, ?) OR instr(post.tags, ?) OR instr(post.text, ?))");
        parameters.addAll(List.of(term, term, term));
      }
    }
    if (!longer.isEmpty()) {
      return new Fts(
          select("gram", 48)
              + "WHERE "
              + String.join(" AND ", wheres)
              + " ORDER BY bm25(gram, 8, 4, 1) LIMIT ?",
          parameters);
    }
    String term = query.terms().getFirst();
    List<String> all = new ArrayList<>(List.of(term, term, term));
    all.addAll(parameters);
    return new Fts(
        "SELECT slug, CASE WHEN instr(text, ?) THEN substr(text, max(1, instr(text, ?) - 20), 60)"
            + " ELSE substr(text, 1, 60) END FROM post WHERE ? <> '' AND "
            + String.join(" AND ", wheres)
            + " ORDER BY published DESC LIMIT ?",
        all);
  }

  private static String select(String table, int tokens) {
    return "SELECT post.slug, snippet(%s, 2, char(2), char(3), '…', %d) FROM %s JOIN post ON post.id = %s.rowid "
        .formatted(table, tokens, table, table);
  }

  private static String quoted(String term) {
    return '"' + term.replace("\"", "\"\"") + '"';
  }
}
