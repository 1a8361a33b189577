package dev.blogsite.blog.planted.post;

import java.time.Instant;

/** Breaks the rule that pure packages read no clock, so that a test can see the rule fail. */
public final class PlantedClock {
  private PlantedClock() {}

  /** Returns the time, which no pure package may ask for. */
  public static Instant forbidden() {
    return Instant.now();
  }
}
