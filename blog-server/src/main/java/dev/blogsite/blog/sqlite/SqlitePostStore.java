package dev.blogsite.blog.sqlite;

import dev.blogsite.blog.post.Post;
import dev.blogsite.blog.post.PostStore;
import dev.blogsite.blog.search.Hit;
import dev.blogsite.blog.search.SearchQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The posts of one set in one SQLite file. Thread-safe. */
public final class SqlitePostStore implements PostStore {
  private static final Logger LOG = LoggerFactory.getLogger(SqlitePostStore.class);

  private final Path file;
  private final ConnectionPool pool;

  private SqlitePostStore(Path file, PoolMeter meter) {
    this.file = file;
    this.pool = new ConnectionPool(file, meter);
  }

  /**
   * Writes the index of {@code posts} to {@code file}, which must not exist, and opens it.
   *
   * @throws UncheckedIOException when the folder cannot be written
   */
  public static SqlitePostStore build(Path file, List<Post> posts, PoolMeter meter) {
    try {
      IndexWriter.write(file, posts);
    } catch (SQLException e) {
      delete(file);
      throw new UncheckedIOException(
          new IOException("the index %s cannot be written: %s".formatted(file, e.getMessage()), e));
    }
    return new SqlitePostStore(file, meter);
  }

  @Override
  public String markdown(String slug) {
    return pool.query(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement("SELECT markdown FROM post WHERE slug = ?")) {
            statement.setString(1, slug);
            try (ResultSet row = statement.executeQuery()) {
              if (!row.next()) {
                throw new IllegalArgumentException("the index has no post " + slug);
              }
              return row.getString(1);
            }
          }
        });
  }

  @Override
  public List<Hit> search(SearchQuery query, int limit) {
    return query.isEmpty() ? List.of() : pool.query(c -> search(c, query, limit));
  }

  private static List<Hit> search(Connection connection, SearchQuery query, int limit)
      throws SQLException {
    Fts fts = Fts.of(query);
    try (PreparedStatement statement = connection.prepareStatement(fts.sql())) {
      int index = 1;
      for (String parameter : fts.parameters()) {
        statement.setString(index++, parameter);
      }
      statement.setInt(index, limit);
      List<Hit> hits = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          hits.add(new Hit(rows.getString(1), Excerpts.parts(rows.getString(2))));
        }
      }
      return hits;
    }
  }

  @Override
  public void retire() {
    pool.retire();
    // Connections still in use keep the file's content until they close.
    delete(file);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It takes room until the next start, which removes it; no set is the worse for it.
      LOG.atWarn().addKeyValue("file", file).setCause(e).log("an index cannot be removed");
    }
  }
}
