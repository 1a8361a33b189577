package dev.blogsite.blog.serve;

import dev.blogsite.blog.render.Site;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one process serves now, and what it says of itself. Written by one thread, read by many. */
final class Blog {
  private final Instant startedAt;
  private volatile @Nullable Site site;
  private volatile @Nullable Site acknowledged;
  private volatile State state = State.START;
  private volatile boolean started;
  private volatile boolean draining;

  Blog(Instant startedAt) {
    this.startedAt = startedAt;
  }

  Instant startedAt() {
    return startedAt;
  }

  /** Returns what readers get, null before the first set. */
  @Nullable Site site() {
    return site;
  }

  /** Returns the site that passed its own probe, null before the first. */
  @Nullable Site acknowledged() {
    return acknowledged;
  }

  State state() {
    return state;
  }

  boolean isStarted() {
    return started;
  }

  boolean isDraining() {
    return draining;
  }

  boolean isReady() {
    return acknowledged != null && !draining;
  }

  void serve(@Nullable Site next) {
    site = next;
  }

  void acknowledge(Site next) {
    acknowledged = next;
    state = state.acknowledged();
  }

  void refuse(String why) {
    state = state.refused(why);
  }

  void incomplete(String why) {
    state = state.incomplete(why);
  }

  void start() {
    started = true;
  }

  void drain() {
    draining = true;
  }
}
