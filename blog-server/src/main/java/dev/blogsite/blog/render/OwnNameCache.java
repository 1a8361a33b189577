package dev.blogsite.blog.render;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The newest used of the pages that name the blog as their reader did. Readers may name it as they
 * like, so that there are few, in heap memory. Thread-safe; meant for workers, since it locks.
 */
final class OwnNameCache {
  private static final int MAX_PAGES = 24;

  private final Map<Key, Page> pages = new LinkedHashMap<>(MAX_PAGES, 0.75f, true);
  private final long maxBytes;
  private long bytes;

  private record Key(String path, String origin) {}

  OwnNameCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Returns the page of a path under an origin, made by {@code render} when it is not kept. */
  Page get(String path, String origin, Supplier<Page> render) {
    Key key = new Key(path, origin);
    Page known = known(key);
    if (known != null) {
      return known;
    }
    Page page = render.get();
    keep(key, page);
    return page;
  }

  private synchronized @Nullable Page known(Key key) {
    return pages.get(key);
  }

  private synchronized void keep(Key key, Page page) {
    if (page.bytes() > maxBytes) {
      return;
    }
    Page before = pages.put(key, page);
    bytes += page.bytes() - (before == null ? 0 : before.bytes());
    var oldest = pages.values().iterator();
    while (bytes > maxBytes || pages.size() > MAX_PAGES) {
      bytes -= oldest.next().bytes();
      oldest.remove();
    }
  }
}
