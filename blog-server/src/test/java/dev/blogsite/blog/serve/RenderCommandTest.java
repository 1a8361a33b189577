package dev.blogsite.blog.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.blog.source.SetFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RenderCommandTest {
  private final Path posts;
  private final Path out;

  RenderCommandTest(@TempDir Path folder) throws IOException {
    posts = Files.createDirectory(folder.resolve("posts"));
    out = folder.resolve("out");
    Files.writeString(posts.resolve("a.md"), SetFolder.post("First", "Apples are **ripe**."));
    Files.writeString(posts.resolve("draft.md"), "---\ndraft: true\nslug: a\n---\nsecret\n");
    Files.writeString(posts.resolve("gone.md"), "---\ngone: true\n---\n");
  }

  private int render() {
    return RenderCommand.run(List.of(posts.toString(), "--out", out.toString()));
  }

  private String files() throws IOException {
    try (var all = Files.walk(out)) {
      return all.filter(Files::isRegularFile)
          .map(file -> out.relativize(file).toString().replaceAll("theme\\..*\\.css", "theme.css"))
          .collect(Collectors.toCollection(TreeSet::new))
          .toString();
    }
  }

  @Test
  void writesTheSamePagesUnderTheSameAddresses() throws IOException {
    Files.writeString(posts.resolve("config.yaml"), "title: Garden\nbaseUrl: https://g.example\n");
    assertEquals(0, render());
    assertEquals(
        "[404.html, archive/index.html, assets/theme.css, feed.xml, index.html,"
            + " posts/a/index.html, robots.txt, sitemap.xml, tags/garden/index.html]",
        files());
    String page = Files.readString(out.resolve("posts/a/index.html"));
    assertTrue(page.contains("<strong>ripe</strong>"));
    assertFalse(page.contains("/search"), "files cannot be searched");
    assertTrue(Files.readString(out.resolve("sitemap.xml")).contains("https://g.example/posts/a<"));
    assertFalse(Files.readString(out.resolve("sitemap.xml")).contains("gone"));
  }

  @Test
  void leavesOutWhatNeedsTheBlogsOwnAddress() throws IOException {
    assertEquals(0, render());
    assertFalse(files().contains("feed.xml") || files().contains("sitemap.xml"));
  }

  @Test
  void rendersTheOthersAndFailsWhenAPostIsRefused() throws IOException {
    Files.writeString(posts.resolve("bad.md"), "---\ntitle: x\ndate: no\n---\n");
    Files.writeString(
        posts.resolve("up.md"), "---\ntitle: x\ndate: 2026-11-01\ntags: [\"..\"]\n---\n");
    assertEquals(1, render());
    assertTrue(files().contains("posts/a/index.html"));
    assertTrue(Files.readString(out.resolve("index.html")).contains("First"));
  }

  @Test
  void failsWhenTheSettingsAreRefused() throws IOException {
    Files.writeString(posts.resolve("config.yaml"), "title: x\nlanguage: xx\n");
    assertEquals(1, render());
    assertFalse(Files.exists(out));
  }

  @Test
  void replacesFilesOfTheSameNames() throws IOException {
    assertEquals(0, render());
    Files.writeString(posts.resolve("a.md"), SetFolder.post("Second", "x"));
    assertEquals(0, render());
    String page = Files.readString(out.resolve("posts/a/index.html"));
    assertTrue(page.contains("Second") && page.stripTrailing().endsWith("</html>"));
  }

  @Test
  void tellsUsageFromFailure() throws IOException {
    assertEquals(0, RenderCommand.run(List.of("--help")));
    assertEquals(2, RenderCommand.run(List.of()));
    assertEquals(2, RenderCommand.run(List.of(posts.toString())));
    assertEquals(2, RenderCommand.run(List.of(posts.toString(), "--to", "x")));
    Files.writeString(out, "a file where a folder should be");
    assertEquals(1, render());
  }
}
