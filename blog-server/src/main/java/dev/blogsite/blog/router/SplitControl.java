package dev.blogsite.blog.router;

import dev.blogsite.blog.router.proxy.Lane;
import dev.blogsite.blog.router.proxy.RouterHandler;
import dev.blogsite.blog.router.proxy.Routes;
import dev.blogsite.blog.router.split.Split;
import dev.blogsite.blog.router.split.SplitState;
import dev.blogsite.blog.router.split.SplitState.InForce;
import dev.blogsite.blog.router.split.SplitState.Outcome;
import dev.blogsite.blog.router.split.SplitState.Source;
import dev.blogsite.blog.router.split.Target;
import dev.blogsite.blog.router.split.Track;
import dev.blogsite.blog.router.upstream.Backends;
import dev.blogsite.blog.router.upstream.Discovery;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts splits in force, one at a time. Safe for use by any thread; taking a split may block. */
final class SplitControl {
  private static final Logger LOG = LoggerFactory.getLogger(SplitControl.class);

  private final SplitState state;
  private final Lanes lanes;
  private final Discovery discovery;
  private final RouterHandler handler;
  private @Nullable Backends nextStable;
  private @Nullable Backends nextCanary;

  SplitControl(
      String site, InstantSource clock, Lanes lanes, Discovery discovery, RouterHandler handler) {
    this.state = new SplitState(site, clock, this::changed);
    this.lanes = lanes;
    this.discovery = discovery;
    this.handler = handler;
  }

  /** Offers a split; when it is taken, every request after the return follows it. */
  Outcome offer(Split split, Source source) {
    // Looked up outside the lock: neither the lease nor a push that needs no name may wait for it.
    Backends stable = resolved(Track.STABLE, split.stable());
    Target canaryTarget = split.canary().map(Split.Canary::target).orElse(null);
    Backends canary = canaryTarget == null ? null : resolved(Track.CANARY, canaryTarget);
    return offer(split, source, stable, canary);
  }

  private synchronized Outcome offer(
      Split split, Source source, Backends stable, @Nullable Backends canary) {
    nextStable = knownOr(Track.STABLE, split.stable(), stable);
    nextCanary =
        canary == null
            ? null
            : split.canary().map(c -> knownOr(Track.CANARY, c.target(), canary)).orElse(null);
    List<Backends> before = inUse();
    Outcome outcome = state.offer(split, source);
    before.removeAll(inUse());
    before.forEach(discovery::retire);
    return outcome;
  }

  private synchronized @Nullable Backends known(Track track, Target target) {
    return lanes.known(track, target);
  }

  /** Another split may have been taken during the look-up: the pods it knows are kept. */
  private Backends knownOr(Track track, Target target, Backends resolved) {
    Backends known = lanes.known(track, target);
    return known == null ? resolved : known;
  }

  private Backends resolved(Track track, Target target) {
    Backends known = known(track, target);
    Backends backends = known == null ? lanes.unresolved(target) : known;
    if (!backends.everHadAny()) {
      // So that the first requests already know where to go.
      discovery.refresh(backends);
    }
    return backends;
  }

  private void changed(InForce inForce) {
    Backends stable = nextStable;
    if (stable == null) {
      throw new IllegalStateException("no split was offered");
    }
    Routes before = handler.routes().orElse(null);
    handler.follow(lanes.routes(inForce, stable, nextCanary));
    if (before == null
        || before.inForce().split().epoch() != inForce.split().epoch()
        || before.inForce().expired() != inForce.expired()) {
      LOG.info(
          "{}: epoch {}, {} ppm to the canary{}",
          inForce.split().site(),
          inForce.split().epoch(),
          inForce.effectivePpm(),
          inForce.expired() ? ": its lease has run out" : "");
    }
  }

  /** Sends all readers to stable once the lease has run out. */
  synchronized void checkLease() {
    Routes routes = handler.routes().orElse(null);
    if (routes != null) {
      Lane canary = routes.canary();
      nextStable = routes.stable().backends();
      nextCanary = canary == null ? null : canary.backends();
      state.checkLease();
    }
  }

  /** Looks all addresses up anew. */
  void refresh() {
    inUse().forEach(discovery::refresh);
  }

  private List<Backends> inUse() {
    List<Backends> used = new ArrayList<>();
    Routes routes = handler.routes().orElse(null);
    if (routes != null) {
      used.add(routes.stable().backends());
      Lane canary = routes.canary();
      if (canary != null) {
        used.add(canary.backends());
      }
    }
    return used;
  }
}
