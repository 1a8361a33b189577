package dev.blogsite.blog.router.count;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A track's last sixty spans of ten seconds. Safe for use by any thread. */
public final class History {
  /** How many spans are kept. */
  public static final int SPANS = 60;

  private final Deque<Span> spans = new ArrayDeque<>();
  private @Nullable Object counted;
  private Tally.@Nullable Counts before;

  /** One span's counts. */
  public record Span(long requests, long errors, Map<String, Long> slow) {}

  /**
   * Ends a span.
   *
   * @param identity what the counts belong to; another one than before means that they began at 0
   * @param now the counts since they began
   */
  public synchronized void tick(Object identity, Tally.Counts now) {
    Tally.Counts base = identity.equals(counted) ? before : null;
    Map<String, Long> slow = new LinkedHashMap<>();
    now.slow()
        .forEach(
            (name, count) ->
                slow.put(name, count - (base == null ? 0 : base.slow().getOrDefault(name, 0L))));
    spans.addLast(
        new Span(
            now.requests() - (base == null ? 0 : base.requests()),
            now.errors() - (base == null ? 0 : base.errors()),
            slow));
    if (spans.size() > SPANS) {
      spans.removeFirst();
    }
    counted = identity;
    before = now;
  }

  /** Forgets all spans. */
  public synchronized void clear() {
    spans.clear();
    counted = null;
    before = null;
  }

  /** The spans, newest last. */
  public synchronized List<Span> spans() {
    return List.copyOf(spans);
  }
}
