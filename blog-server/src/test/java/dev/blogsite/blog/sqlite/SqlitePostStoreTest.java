package dev.blogsite.blog.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.blog.post.Post;
import dev.blogsite.blog.post.Post.State;
import dev.blogsite.blog.post.StoreClosedException;
import dev.blogsite.blog.search.Hit;
import dev.blogsite.blog.search.SearchQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SqlitePostStoreTest {
  private static final List<Post> POSTS =
      List.of(
          post(
              "apples",
              "Red apples",
              "Apples ripen in **autumn**, near the [pond](https://x/zinc)."),
          post("cafe", "Ein Café", "Über den Fluss, ohne Zucker."),
          post("tokyo", "東京の庭", "春になると、東京の庭園で桜が咲きます。"),
          post("docker", "容器", "今日はDockerを使う。GoとRustも。ΑΘΗΝΑは遠い。"),
          post("marks", "Marks", "An un**believ**able day. 第一**场霜**来了。"),
          post("thai", "สวน", "ภาษาไทยไม่มีช่องว่างระหว่างคำ"));

  private final Path folder;

  SqlitePostStoreTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({
    "apples, apples",
    "APPLES, apples",
    "autumn pond, apples",
    "autu, apples",
    "cafe, cafe",
    "uber zuck, cafe",
    "garden, apples",
    "東京の庭園, tokyo",
    "桜, tokyo",
    "東京, tokyo",
    "Docker, docker",
    "docker, docker",
    "Dock, docker",
    "docker 使う, docker",
    "go 今日は, docker",
    "GO 使う, docker",
    "rust go, docker",
    "αθηνα, docker",
    "unbelievable day, marks",
    "第一场霜来了, marks",
    "ภาษาไทย, thai",
    "ช่องว่าง, thai",
  })
  void findsPostsInAnyLanguage(String text, String slug) {
    List<String> slugs = search(text).stream().map(Hit::slug).toList();
    assertTrue(slugs.contains(slug), text + " found " + slugs);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"autumn zucker", "zinc", "大阪城", "\"", "*", "a\0b", "NEAR(x)", "' OR 1=1 --"})
  void findsNothingElse(String text) {
    assertEquals(List.of(), search(text));
  }

  @Test
  void findsEachPostOnce() {
    assertEquals(List.of("docker"), search("容器").stream().map(Hit::slug).toList());
    assertEquals(List.of("docker"), search("docker").stream().map(Hit::slug).toList());
    assertEquals(List.of("apples"), search("apples").stream().map(Hit::slug).toList());
    assertEquals(3, store().search(SearchQuery.of("garden"), 3).size());
  }

  @Test
  void showsWhereItFoundAWordAmongSignsWithoutSpaces() {
    List<Hit.Part> excerpt = search("docker").getFirst().excerpt();
    assertTrue(excerpt.contains(new Hit.Part("Docker", true)), excerpt.toString());
  }

  @Test
  void showsWhereItFound() {
    Hit.Part match =
        search("autumn").getFirst().excerpt().stream()
            .filter(Hit.Part::matched)
            .findAny()
            .orElseThrow();
    assertEquals("autumn", match.text());
  }

  @Test
  void keepsTheTextAsItWas() {
    assertEquals(POSTS.getFirst().markdown(), store().markdown("apples"));
  }

  /** 100 posts are written at once: one less, one more, and none. */
  @ParameterizedTest
  @ValueSource(ints = {0, 99, 100, 101, 250})
  void keepsEachOfManyPosts(int number) {
    List<Post> posts =
        IntStream.range(0, number).mapToObj(i -> post("p" + i, "Post", "word" + i)).toList();
    SqlitePostStore store =
        SqlitePostStore.build(folder.resolve("many.db"), posts, new PoolMeter(2));
    for (Post each : posts) {
      assertEquals(each.markdown(), store.markdown(each.slug()));
      assertEquals(
          List.of(each.slug()),
          store.search(SearchQuery.of(each.markdown()), 10).stream()
              .map(Hit::slug)
              .filter(each.slug()::equals)
              .toList());
    }
    store.retire();
  }

  @Test
  void countsHowBusyItWas() {
    PoolMeter meter = new PoolMeter(2);
    SqlitePostStore store = SqlitePostStore.build(folder.resolve("m.db"), POSTS, meter);
    IntStream.range(0, 50).parallel().forEach(_ -> store.markdown("cafe"));
    assertTrue(meter.busySeconds() > 0);
    assertEquals(0, meter.usage());
    store.retire();
  }

  @Test
  void tellsReadersOfARetiredSetToAskTheNewerOne() {
    Path file = folder.resolve("r.db");
    SqlitePostStore store = SqlitePostStore.build(file, POSTS, new PoolMeter(2));
    store.markdown("cafe");
    store.retire();
    assertThrows(StoreClosedException.class, () -> store.markdown("cafe"));
    assertFalse(Files.exists(file));
  }

  private List<Hit> search(String text) {
    return store().search(SearchQuery.of(text), 10);
  }

  private SqlitePostStore store() {
    return SqlitePostStore.build(
        folder.resolve(System.nanoTime() + ".db"), POSTS, new PoolMeter(2));
  }

  private static Post post(String slug, String title, String text) {
    return new Post(
        slug, title, Instant.EPOCH, List.of("garden"), State.PUBLISHED, slug + ".md", "", text);
  }
}
