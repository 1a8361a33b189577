package dev.blogsite.blog.serve;

import dev.blogsite.blog.log.Logs;
import dev.blogsite.blog.metrics.BlogMetrics;
import dev.blogsite.blog.post.Post;
import dev.blogsite.blog.post.PostRef;
import dev.blogsite.blog.post.Refusal;
import dev.blogsite.blog.render.Site;
import dev.blogsite.blog.render.Theme;
import dev.blogsite.blog.render.Urls;
import dev.blogsite.blog.source.PostSet;
import dev.blogsite.blog.source.SetReader;
import dev.blogsite.blog.source.SetReading;
import dev.blogsite.blog.sqlite.PoolMeter;
import dev.blogsite.blog.sqlite.SqlitePostStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes sets: read, built aside, swapped in, probed, acknowledged. For use by one thread. */
final class Reloader {
  private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);
  private static final String LOCAL = "http://localhost";

  private final Blog blog;
  private final SetReader reader;
  private final Path data;
  private final PoolMeter pool;
  private final BlogMetrics metrics;
  private final SelfProbe probe;
  private final long maxCacheBytes;
  private final Theme theme = Theme.load();
  private int files;

  @SuppressWarnings("TooManyParameters") // wiring: each is used as it is
  Reloader(
      Blog blog,
      SetReader reader,
      Path data,
      PoolMeter pool,
      BlogMetrics metrics,
      SelfProbe probe,
      long maxCacheBytes) {
    this.blog = blog;
    this.reader = reader;
    this.data = data;
    this.pool = pool;
    this.metrics = metrics;
    this.probe = probe;
    this.maxCacheBytes = maxCacheBytes;
  }

  /** Looks at the folder once, and takes what it holds when it is new and right. */
  void look() {
    switch (reader.read()) {
      case SetReading.Incomplete(String why) -> {
        LOG.atInfo().addKeyValue("why", why).log("the set is incomplete");
        blog.incomplete(why);
      }
      case SetReading.Invalid(String hash, String error) -> refuse(hash, error);
      case SetReading.Whole(PostSet set) -> take(set);
    }
    metrics.reloaded(blog.state().result().name());
  }

  private void take(PostSet set) {
    Site before = blog.acknowledged();
    if (before != null
        && before.setHash().equals(set.setHash())
        && before.revision().equals(set.revision())) {
      blog.acknowledge(before);
      return;
    }
    Site next;
    try {
      next = build(set, before);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("a set could not be built", e);
      refuse(set.setHash(), "the set could not be built: " + e.getMessage());
      return;
    }
    blog.serve(next);
    Optional<String> problem = probe.check(next.revision(), probed(set));
    if (problem.isPresent()) {
      blog.serve(before);
      next.retire();
      refuse(set.setHash(), problem.get());
      return;
    }
    acknowledge(next, before);
  }

  private Site build(PostSet set, @Nullable Site before) {
    files++;
    List<Post> published =
        set.posts().stream().filter(post -> post.state() == Post.State.PUBLISHED).toList();
    Site site =
        new Site(
            set,
            SqlitePostStore.build(data.resolve("index-" + files + ".db"), published, pool),
            theme,
            maxCacheBytes);
    if (before != null) {
      site.reuse(before);
    }
    try {
      // What the probe will ask for is rendered aside, so that no reader meets a failure first.
      site.render("/", LOCAL);
      site.newestPost().ifPresent(path -> site.render(path, LOCAL));
    } catch (RuntimeException | StackOverflowError e) {
      site.retire();
      throw e;
    }
    return site;
  }

  private void acknowledge(Site next, @Nullable Site before) {
    blog.acknowledge(next);
    Logs.level(next.config().logLevel());
    metrics.serving(next.revision(), next.setHash());
    LOG.atInfo()
        .addKeyValue("revision", next.revision())
        .addKeyValue("setHash", next.setHash())
        .addKeyValue("posts", next.posts())
        .addKeyValue("refused", next.refusals().size())
        .log("a set is acknowledged");
    for (Refusal refusal : next.refusals()) {
      LOG.atWarn()
          .addKeyValue("file", refusal.file())
          .addKeyValue("line", refusal.line())
          .addKeyValue("error", refusal.error())
          .log("a post is left out");
    }
    if (before != null) {
      before.retire();
    }
  }

  private void refuse(String hash, String error) {
    LOG.atWarn().addKeyValue("setHash", hash).addKeyValue("error", error).log("a set is refused");
    blog.refuse(error);
  }

  private static List<String> probed(PostSet set) {
    List<String> paths = new ArrayList<>(List.of("/"));
    set.posts().stream()
        .filter(post -> post.state() == Post.State.PUBLISHED)
        .map(Post::ref)
        .min(PostRef.NEWEST_FIRST)
        .ifPresent(post -> paths.add(Urls.post(post.slug())));
    return paths;
  }
}
