package dev.blogsite.blog.serve;

import dev.blogsite.blog.post.Post;
import dev.blogsite.blog.post.PostStore;
import dev.blogsite.blog.post.Refusal;
import dev.blogsite.blog.render.Site;
import dev.blogsite.blog.render.Theme;
import dev.blogsite.blog.search.Hit;
import dev.blogsite.blog.search.SearchQuery;
import dev.blogsite.blog.source.PostSet;
import dev.blogsite.blog.source.SetReader;
import dev.blogsite.blog.source.SetReading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code blog-server render}: the pages that {@code serve} serves, as files. */
public final class RenderCommand {
  private static final String HELP =
      """
      Usage: blog-server render DIR --out DIR

      Renders a folder of posts to static files: / becomes index.html, /posts/x posts/x/index.html.
      The feed, the sitemap and robots.txt need baseUrl in config.yaml.

        DIR          the folder with posts (*.md) and config.yaml
        --out DIR    where the files go; made when missing, files of the same names are replaced
      """;
  private static final int USAGE = 2;
  private static final int FAILED = 1;

  private RenderCommand() {}

  /** Returns an exit code: 0 when everything was rendered, 1 when a post or the set was refused. */
  @SuppressWarnings("SystemOut") // what a user of a command line reads
  public static int run(List<String> arguments) {
    if (arguments.contains("--help")) {
      System.out.print(HELP);
      return 0;
    }
    try {
      Arguments parsed = Arguments.parse(arguments, Set.of("--out"));
      if (parsed.words().size() != 1) {
        throw new Arguments.UsageException(
            "one folder of posts is needed; write render DIR --out DIR");
      }
      return render(Path.of(parsed.words().getFirst()), parsed.folder("--out"));
    } catch (Arguments.UsageException e) {
      System.err.println("blog-server render: " + e.getMessage() + " (--help shows all)");
      return USAGE;
    } catch (IOException e) {
      System.err.println("blog-server render: the files cannot be written: " + e.getMessage());
      return FAILED;
    }
  }

  private static int render(Path folder, Path out) throws IOException {
    return switch (new SetReader(folder).read()) {
      case SetReading.Incomplete(String why) -> failed(why);
      case SetReading.Invalid(_, String error) -> failed(error);
      case SetReading.Whole(PostSet set) -> render(set, out);
    };
  }

  private static int failed(String why) {
    System.err.println("blog-server render: " + why);
    return FAILED;
  }

  @SuppressWarnings("SystemOut") // what a user of a command line reads
  private static int render(PostSet set, Path out) throws IOException {
    Theme theme = Theme.load();
    Site site = Site.still(set, new Texts(set), theme);
    String base = set.config().baseUrl().orElse("");
    List<String> paths =
        site.paths().stream().filter(path -> !base.isEmpty() || !site.namesItself(path)).toList();
    int done = 0;
    for (String path : paths) {
      StaticFiles.write(out, path, site.render(path, base));
      done++;
      Progress.show("pages", done, paths.size());
    }
    StaticFiles.write(out, theme.path(), theme.page());
    StaticFiles.write(out, "/404.html", site.notFound());
    System.out.printf("%d posts, %d pages in %s%n", site.posts(), paths.size(), out);
    if (base.isEmpty()) {
      System.out.println("no feed and no sitemap: they need baseUrl in config.yaml");
    }
    for (Refusal refusal : set.refusals()) {
      System.err.printf("%s:%d: %s%n", refusal.file(), refusal.line(), refusal.error());
    }
    return set.refusals().isEmpty() ? 0 : FAILED;
  }

  /** The texts of a set in memory: each is read once. */
  private static final class Texts implements PostStore {
    private final Map<String, String> bySlug;

    Texts(PostSet set) {
      bySlug =
          set.posts().stream()
              .filter(post -> post.state() == Post.State.PUBLISHED)
              .collect(Collectors.toMap(Post::slug, Post::markdown));
    }

    @Override
    public String markdown(String slug) {
      String text = bySlug.get(slug);
      if (text == null) {
        throw new IllegalArgumentException("the set has no post " + slug);
      }
      return text;
    }

    @Override
    public List<Hit> search(SearchQuery query, int limit) {
      throw new UnsupportedOperationException("files cannot be searched");
    }

    @Override
    public void retire() {
      // Nothing is held.
    }
  }
}
