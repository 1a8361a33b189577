package dev.blogsite.blog.router;

import dev.blogsite.blog.router.count.TrackCounts;
import dev.blogsite.blog.router.proxy.Lane;
import dev.blogsite.blog.router.proxy.Routes;
import dev.blogsite.blog.router.split.Signer;
import dev.blogsite.blog.router.split.Split;
import dev.blogsite.blog.router.split.SplitState.InForce;
import dev.blogsite.blog.router.split.Target;
import dev.blogsite.blog.router.split.Threshold;
import dev.blogsite.blog.router.split.Track;
import dev.blogsite.blog.router.split.TrackCookie;
import dev.blogsite.blog.router.upstream.Backends;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns each split in force into routes, keeping what goes on: a track's counts while its revision
 * (and a canary's rollout) stays, its pods while its host stays. Not safe for several threads.
 */
final class Lanes {
  private final Signer signer;
  private final int ioThreads;
  private final Map<Track, TrackState> states = new EnumMap<>(Track.class);
  private @Nullable Routes last;
  private @Nullable String rollout;

  Lanes(Signer signer, int ioThreads) {
    this.signer = signer;
    this.ioThreads = ioThreads;
    for (Track track : Track.values()) {
      states.put(track, new TrackState());
    }
  }

  /** What is kept of a track over all its revisions. */
  TrackState state(Track track) {
    TrackState state = states.get(track);
    if (state == null) {
      throw new IllegalStateException("no state of " + track);
    }
    return state;
  }

  /** The pods of a target where they are known already. */
  @Nullable Backends known(Track track, Target target) {
    Lane known = last == null ? null : last.lane(track);
    return known != null
            && known.target().host().equals(target.host())
            && known.target().port() == target.port()
        ? known.backends()
        : null;
  }

  /** Pods yet to be resolved. */
  Backends unresolved(Target target) {
    return new Backends(target.host(), target.port(), ioThreads);
  }

  /**
   * The routes of a split in force.
   *
   * @param stable pods of the stable track
   * @param canary pods of the canary; null without one
   */
  Routes routes(InForce inForce, Backends stable, @Nullable Backends canary) {
    Split split = inForce.split();
    String next = split.canary().map(Split.Canary::rollout).orElse(null);
    boolean sameRollout = next != null && next.equals(rollout);
    Lane stableLane = lane(Track.STABLE, split.stable(), split.thresholds(), stable, true);
    Lane canaryLane = null;
    TrackCookie cookie = null;
    if (split.canary().isPresent() && canary != null && next != null) {
      Target target = split.canary().get().target();
      canaryLane = lane(Track.CANARY, target, split.thresholds(), canary, sameRollout);
      cookie = new TrackCookie(signer, split.site(), next);
    }
    if (!sameRollout) {
      state(Track.CANARY).history().clear();
    }
    rollout = next;
    Routes routes = new Routes(inForce, stableLane, canaryLane, cookie);
    last = routes;
    return routes;
  }

  private Lane lane(
      Track track, Target target, List<Threshold> thresholds, Backends backends, boolean keep) {
    Lane known = last == null ? null : last.lane(track);
    TrackCounts counts =
        keep && known != null && known.target().revision().equals(target.revision())
            ? known.counts().withThresholds(thresholds)
            : new TrackCounts(thresholds, state(track).metrics());
    return new Lane(track, target, counts, backends);
  }
}
