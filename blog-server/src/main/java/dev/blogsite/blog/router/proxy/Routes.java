package dev.blogsite.blog.router.proxy;

import dev.blogsite.blog.router.split.SplitState.InForce;
import dev.blogsite.blog.router.split.Track;
import dev.blogsite.blog.router.split.TrackCookie;
import org.jspecify.annotations.Nullable;

/**
 * All that a new request follows: one immutable value, replaced as a whole.
 *
 * @param canary null while nothing rolls out
 * @param cookie null while nothing rolls out
 */
public record Routes(
    InForce inForce, Lane stable, @Nullable Lane canary, @Nullable TrackCookie cookie) {

  /** The share of readers for the canary, in parts per million; 0 while it never had a pod. */
  int weightPpm() {
    return canary != null && canary.backends().everHadAny() ? inForce.effectivePpm() : 0;
  }

  /** Whether any pod is there that readers may be sent to. */
  public boolean hasAddress() {
    return stable.backends().size() > 0
        || (weightPpm() > 0 && canary != null && canary.backends().size() > 0);
  }

  /** The lane of a track; null for a canary while nothing rolls out. */
  public @Nullable Lane lane(Track track) {
    return switch (track) {
      case STABLE -> stable;
      case CANARY -> canary;
    };
  }

  /** The lane to try when a track has failed; null when readers must not be sent there. */
  @Nullable Lane fallback(Track failed) {
    return switch (failed) {
      case CANARY -> stable;
      case STABLE -> weightPpm() > 0 ? canary : null;
    };
  }
}
