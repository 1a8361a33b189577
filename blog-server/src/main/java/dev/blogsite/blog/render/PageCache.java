package dev.blogsite.blog.render;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Finished pages by decoded path, up to a number of bytes; what does not fit is rendered again each
 * time. Thread-safe, and read without locks.
 */
final class PageCache {
  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();
  private final long maxBytes;

  PageCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Nullable Page get(String path) {
    return pages.get(path);
  }

  /** Keeps a page where it fits, in direct memory. */
  void put(String path, Page page) {
    if (bytes.get() + page.bytes() <= maxBytes
        && !pages.containsKey(path)
        && pages.putIfAbsent(path, page.direct()) == null) {
      bytes.addAndGet(page.bytes());
    }
  }
}
