package dev.blogsite.blog.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.blog.config.LogLevel;
import dev.blogsite.blog.post.Post;
import dev.blogsite.blog.post.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SetReaderTest {
  private final Path folder;

  SetReaderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void readsAPostWithAllItsFields() throws IOException {
    Post post =
        only(
            "hello.md",
            """
            ---
            title: "Hello: world"
            date: 2026-11-01T10:00:00+02:00
            tags: [garden, rain, garden]
            slug: first
            ---
            # Text
            """);
    assertEquals("first", post.slug());
    assertEquals("Hello: world", post.title());
    assertEquals(Instant.parse("2026-11-01T08:00:00Z"), post.published());
    assertEquals(List.of("garden", "rain"), post.tags());
    assertEquals("# Text\n", post.markdown());
  }

  @Test
  void takesTheSlugFromTheFileName() throws IOException {
    assertEquals("my-post", only("my post.md", SetFolder.post("x", "y")).slug());
  }

  @Test
  void readsNumbersAndWordsOfYamlAsText() throws IOException {
    assertEquals("2026", only("a.md", "---\ntitle: 2026\ndate: 2026-01-02\n---\n").title());
    assertEquals("no", only("a.md", "---\ntitle: no\ndate: 2026-01-02\n---\n").title());
  }

  @Test
  void readsWindowsLinesAndAByteOrderMark() throws IOException {
    assertEquals(
        "x", only("a.md", "\uFEFF---\r\ntitle: x\r\ndate: 2026-01-02\r\n---\r\ntext\r\n").title());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text only | 1 | first line must be ---",
        "---\\ntitle: x | 1 | has no end",
        "---\\ntitle: x\\ndate: [\\n---\\n | 4 | not YAML",
        "---\\ndate: 2026-01-01\\n---\\n | 1 | title is missing",
        "---\\ntitle: x\\n---\\n | 1 | date is missing",
        "---\\ntitle: x\\ndate: 2026-13-01\\n---\\n | 3 | 2026-13-01",
        "---\\ntitle: x\\ndate: 2026-01-01\\ndraft: yes\\n---\\n | 4 | true or false",
        "---\\ntitle: x\\ndate: 2026-01-01\\nslug: a/b\\n---\\n | 4 | a/b",
        "---\\ntitle: x\\ndate: 2026-01-01\\nautor: me\\n---\\n | 4 | not known",
        "---\\ntitle: x\\ntitle: y\\n---\\n | 3 | twice",
        "---\\ntitle: !!javax.script.ScriptEngineManager [x]\\n---\\n | 2 | one text",
        "---\\n- a\\n---\\n | 2 | key: value",
      })
  void namesFileAndLineOfWhatItRefuses(String text, int line, String says) throws IOException {
    SetReading.Whole whole =
        read(Map.of("bad.md", text.replace("\\n", "\n"), "good.md", SetFolder.post("good", "")));
    assertEquals(1, whole.set().posts().size(), "the others are served");
    Refusal refusal = whole.set().refusals().getFirst();
    assertEquals("bad.md", refusal.file());
    assertTrue(refusal.error().contains(says), refusal.error());
    assertEquals(line, refusal.line(), refusal.error());
  }

  @Test
  void readsTheSignThatStandsForWhatCannotBeRead() throws IOException {
    assertEquals(
        "a\uFFFDb\n", only("a.md", "---\ntitle: x\ndate: 2026-01-02\n---\na\uFFFDb\n").markdown());
  }

  @Test
  void writesEachLetterOfAnAddressInOneForm() throws IOException {
    Post post =
        only(
            "a.md",
            "---\ntitle: x\ndate: 2026-01-02\nslug: cafe\u0301\ntags: [re\u0301sume\u0301]\n---\n");
    assertEquals("caf\u00E9", post.slug());
    assertEquals(List.of("r\u00E9sum\u00E9"), post.tags());
  }

  @Test
  void namesTheLineOfABadByteAndOfANul() throws IOException {
    byte[] bad = "---\ntitle: x\ndate: 2026-01-01\n---\nok\n".getBytes(StandardCharsets.UTF_8);
    byte[] cut = Arrays.copyOf(bad, bad.length + 1);
    cut[bad.length] = (byte) 0xC3;
    Files.write(folder.resolve("cut.md"), cut);
    bad[36] = (byte) 0xFF;
    Files.write(folder.resolve("bad.md"), bad);
    Files.writeString(folder.resolve("nul.md"), SetFolder.post("x", "a\nb\0"));
    List<Refusal> refusals = whole().set().refusals();
    assertEquals(
        List.of(5, 6, 7), refusals.stream().map(Refusal::line).toList(), refusals.toString());
  }

  @Test
  void refusesTheSecondPostOfASlug() throws IOException {
    SetReading.Whole whole =
        read(Map.of("a.md", SetFolder.post("a", ""), "b.md", withSlug("a"), "c.md", withSlug("a")));
    assertEquals(1, whole.set().posts().size());
    assertTrue(whole.set().refusals().getFirst().error().contains("a.md"));
  }

  @Test
  void letsADraftHaveTheSlugOfAnother() throws IOException {
    String draft = "---\ndraft: true\nslug: same\n---\nlater\n";
    SetReading.Whole whole = read(Map.of("a.md", draft, "b.md", withSlug("same"), "c.md", draft));
    assertEquals(List.of(), whole.set().refusals());
    assertEquals(3, whole.set().posts().size());
  }

  @ParameterizedTest
  @CsvSource({"., neither . nor ..", ".., neither . nor ..", "a/b, no slash"})
  void refusesTagsThatAreOtherPagesAsAddresses(String tag, String says) throws IOException {
    String post = "---\ntitle: x\ndate: 2026-11-01\ntags: [\"%s\"]\n---\n".formatted(tag);
    Refusal refusal = read(Map.of("a.md", post)).set().refusals().getFirst();
    assertEquals(4, refusal.line());
    assertTrue(refusal.error().contains(says), refusal.error());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\x01", "\\x1b", "\\x7f", "\\x9b", "\\n", "\\ufffe", "\\uffff"})
  void refusesTitlesWithControls(String sign) throws IOException {
    String post = "---\ndate: 2026-11-01\ntitle: \"a%sb\"\n---\n".formatted(sign);
    Refusal refusal = read(Map.of("a.md", post)).set().refusals().getFirst();
    assertEquals(3, refusal.line());
    assertEquals("title has a control character; take it out", refusal.error());
  }

  @ParameterizedTest
  @ValueSource(strings = {"|", ">"})
  void readsATitleThatIsWrittenAsABlock(String sign) throws IOException {
    String post = "---\ndate: 2026-11-01\ntitle: %s\n  a b\n---\n".formatted(sign);
    assertEquals("a b", only("a.md", post).title());
  }

  @Test
  void refusesASlugThatIsTooLongForAFilesName() throws IOException {
    SetReading.Whole whole =
        read(Map.of("a.md", withSlug("庭".repeat(85)), "b.md", withSlug("庭".repeat(86))));
    assertEquals("庭".repeat(85), whole.set().posts().getFirst().slug());
    assertEquals(1, whole.set().posts().size());
    assertTrue(whole.set().refusals().getFirst().error().contains("255 bytes"));
  }

  @Test
  void refusesAPostOfMoreThanAMebibyteAndReadsOneOfThat() throws IOException {
    String head = SetFolder.post("x", "");
    SetReading.Whole whole =
        read(
            Map.of(
                "big.md", head + "xxxxxx\n\n".repeat(((1 << 20) - head.length()) / 8),
                "bigger.md", head + "x".repeat((1 << 20) - head.length() + 1)));
    assertEquals("big", whole.set().posts().getFirst().slug());
    assertTrue(whole.set().refusals().getFirst().error().contains("1048577 bytes"));
  }

  @Test
  void refusesAParagraphThatWouldTakeTheParserTooLong() throws IOException {
    String text = "short\n\n" + "*a* [b](c) ".repeat(20_000);
    Refusal refusal = read(Map.of("a.md", SetFolder.post("x", text))).set().refusals().getFirst();
    assertEquals(8, refusal.line(), refusal.error());
  }

  @Test
  void readsSettings() throws IOException {
    Files.writeString(
        folder.resolve("config.yaml"),
        "title: Garden\nlanguage: de-AT\nlogLevel: debug\nbaseUrl: https://g.example/\n");
    var config = whole().set().config();
    assertEquals("Garden", config.title());
    assertEquals(LogLevel.DEBUG, config.logLevel());
    assertEquals("https://g.example", config.baseUrl().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "language: xx | config.yaml:1: language is \"xx\"; must begin with a language that ISO 639",
        "title: x\\nlogLevel: loud | config.yaml:2: logLevel is \"loud\"; must be error, warn",
        "colour: red | config.yaml:1: the key \"colour\" is not known; known are",
        "baseUrl: ftp://x | config.yaml:1: baseUrl is \"ftp://x\"; must be http",
        "baseUrl: https://x/y | config.yaml:1: baseUrl is",
        "title: [ | config.yaml:1: this is not YAML",
      })
  void refusesASetWhoseSettingsAreWrong(String text, String says) throws IOException {
    Files.writeString(folder.resolve("config.yaml"), text.replace("\\n", "\n"));
    var invalid = assertInstanceOf(SetReading.Invalid.class, new SetReader(folder).read());
    assertTrue(invalid.error().startsWith(says), invalid.error());
  }

  @Test
  void takesASetOnlyWhenItsFilesHaveTheStatedHash() throws IOException {
    SetFolder swapped = new SetFolder(folder);
    Map<String, String> files = Map.of("a.md", SetFolder.post("a", ""), "notes.txt", "any");
    String hash = swapped.swap("0123456789", files);
    SetReading.Whole whole = whole();
    assertEquals(hash, whole.set().setHash());
    assertEquals("0123456789", whole.set().revision());
    swapped.swapAsIs(
        Map.of("a.md", "other"),
        "{\"revision\":\"0123456789\",\"setHash\":\"%s\"}".formatted(hash));
    assertInstanceOf(SetReading.Incomplete.class, new SetReader(folder).read());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{", "[]", "{\"revision\":1}", "{\"revision\":\"0123456789\"}", "null", "''"})
  void refusesARevisionFileThatSaysNothing(String json) throws IOException {
    new SetFolder(folder).swapAsIs(Map.of(), json);
    assertInstanceOf(SetReading.Invalid.class, new SetReader(folder).read());
  }

  @Test
  void saysThatAMissingFolderIsIncomplete() {
    assertInstanceOf(SetReading.Incomplete.class, new SetReader(folder.resolve("nowhere")).read());
  }

  @Test
  void survivesNonsense() throws IOException {
    long seed = 20261101;
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      byte[] nonsense = new byte[random.nextInt(400)];
      random.nextBytes(nonsense);
      byte[] head = "---\ntitle: ".getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(head, 0, nonsense, 0, Math.min(head.length, nonsense.length));
      Files.write(folder.resolve("n" + i + ".md"), nonsense);
    }
    assertEquals(300, whole().set().refusals().size(), "seed " + seed);
  }

  @Test
  void refusesYamlThatGrowsOrNests() throws IOException {
    String bomb = "a: &a [x,x]\nb: &b [*a,*a]\ntitle: [*b,*b]\n";
    String deep = "title: " + "[".repeat(20_000) + "\n";
    SetReading.Whole whole =
        read(Map.of("bomb.md", "---\n" + bomb + "---\n", "deep.md", "---\n" + deep + "---\n"));
    assertEquals(2, whole.set().refusals().size());
  }

  private Post only(String name, String text) throws IOException {
    return read(Map.of(name, text)).set().posts().getFirst();
  }

  private SetReading.Whole read(Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    return whole();
  }

  private SetReading.Whole whole() {
    return assertInstanceOf(SetReading.Whole.class, new SetReader(folder).read());
  }

  private static String withSlug(String slug) {
    return "---\ntitle: x\ndate: 2026-01-01\nslug: %s\n---\n".formatted(slug);
  }
}
