package dev.blogsite.blog.sqlite;

import dev.blogsite.blog.post.Post;
import dev.blogsite.blog.search.Scripts;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** Writes the index of one set into a new file. */
final class IndexWriter {
  private static final List<String> SCHEMA =
      List.of(
          // The file is built aside and thrown away when anything fails: a journal guards nothing.
          "PRAGMA journal_mode=OFF",
          "PRAGMA synchronous=OFF",
          "PRAGMA locking_mode=EXCLUSIVE",
          "BEGIN",
          "CREATE TABLE post(id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, title TEXT NOT"
              + " NULL, published TEXT NOT NULL, tags TEXT NOT NULL, markdown TEXT NOT NULL, text"
              + " TEXT NOT NULL)",
          "CREATE TABLE post_tag(tag TEXT NOT NULL, post INTEGER NOT NULL REFERENCES post(id),"
              + " PRIMARY KEY(tag, post)) WITHOUT ROWID",
          "CREATE VIRTUAL TABLE word USING fts5(title, tags, text, content='post',"
              + " content_rowid='id', tokenize='unicode61 remove_diacritics 2')",
          "CREATE VIRTUAL TABLE gram USING fts5(title, tags, text, content='post',"
              + " content_rowid='id', tokenize='trigram')");

  /** Posts whose rows go to SQLite at once: the driver's way there costs more than a row. */
  private static final int BATCH = 100;

  private IndexWriter() {}

  static void write(Path file, List<Post> posts) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    // Nobody asks for them, and the driver would after each row, by a statement of its own.
    config.setGetGeneratedKeys(false);
    try (Connection connection = config.createConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String sql : SCHEMA) {
        statement.execute(sql);
      }
      insert(connection, posts);
      statement.execute("COMMIT");
    }
  }

  private static void insert(Connection connection, List<Post> posts) throws SQLException {
    try (PreparedStatement post =
            connection.prepareStatement("INSERT INTO post VALUES(?,?,?,?,?,?,?)");
        PreparedStatement tag = connection.prepareStatement("INSERT INTO post_tag VALUES(?,?)");
        PreparedStatement word =
            connection.prepareStatement("INSERT INTO word(rowid,title,tags,text) VALUES(?,?,?,?)");
        PreparedStatement gram =
            connection.prepareStatement(
                "INSERT INTO gram(rowid,title,tags,text) VALUES(?,?,?,?)")) {
      int id = 0;
      for (Post each : posts) {
        id++;
        String tags = String.join(" ", each.tags());
        String text = PlainText.of(each.markdown());
        addPost(post, id, each, tags, text);
        addTags(tag, id, each.tags());
        addText(word, id, each.title(), tags, text);
        // Trigrams cost three times a word index: only posts that need them have them.
        if (Scripts.hasUnspaced(each.title())
            || Scripts.hasUnspaced(tags)
            || Scripts.hasUnspaced(text)) {
          addText(gram, id, each.title(), tags, text);
        }
        if (id % BATCH == 0 || id == posts.size()) {
          for (PreparedStatement statement : List.of(post, tag, word, gram)) {
            statement.executeBatch();
          }
        }
      }
    }
  }

  private static void addPost(
      PreparedStatement statement, int id, Post post, String tags, String text)
      throws SQLException {
    statement.setInt(1, id);
    statement.setString(2, post.slug());
    statement.setString(3, post.title());
    statement.setString(4, post.published().toString());
    statement.setString(5, tags);
    statement.setString(6, post.markdown());
    statement.setString(7, text);
    statement.addBatch();
  }

  private static void addTags(PreparedStatement statement, int id, List<String> tags)
      throws SQLException {
    for (String tag : tags) {
      statement.setString(1, tag);
      statement.setInt(2, id);
      statement.addBatch();
    }
  }

  private static void addText(
      PreparedStatement statement, int id, String title, String tags, String text)
      throws SQLException {
    statement.setInt(1, id);
    statement.setString(2, title);
    statement.setString(3, tags);
    statement.setString(4, text);
    statement.addBatch();
  }
}
