package dev.blogsite.blog.router.split;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The split in force and its lease. Takes documents by the rule of epochs and tells one listener of
 * each change before it answers. Safe for use by any thread.
 */
public final class SplitState {
  private final String site;
  private final InstantSource clock;
  private final Consumer<InForce> listener;
  private @Nullable InForce inForce;

  /**
   * A state without a split.
   *
   * @param site the site that documents must be of
   * @param listener called for each change, under this object's lock; must not block
   */
  public SplitState(String site, InstantSource clock, Consumer<InForce> listener) {
    this.site = site;
    this.clock = clock;
    this.listener = listener;
  }

  /** How a document arrived. */
  public enum Source {
    /** From the mounted file, which renews no lease of an epoch already known. */
    MOUNTED,
    /** From the operator, which renews the lease each time. */
    PUSHED
  }

  /**
   * A split and how long it holds.
   *
   * @param expired whether the lease has run out: all readers are stable's
   */
  public record InForce(Split split, Instant leaseEnds, boolean expired) {
    /** The weight that readers meet: 0 once the lease has run out. */
    public int effectivePpm() {
      return expired ? 0 : split.weightPpm();
    }
  }

  /** What became of a document that was offered. */
  public sealed interface Outcome {
    /** It is in force. */
    record Taken(InForce inForce) implements Outcome {}

    /** It is of another site. */
    record Foreign(String error) implements Outcome {}

    /** Its epoch is not the newest, or has another weight; {@code kept} stays in force. */
    record Outdated(String error, InForce kept) implements Outcome {}
  }

  /** Offers a document. The same document again is taken: it renews the lease when pushed. */
  public synchronized Outcome offer(Split split, Source source) {
    if (!split.site().equals(site)) {
      return new Outcome.Foreign(
          "site is \"" + split.site() + "\"; this router serves \"" + site + '"');
    }
    InForce kept = inForce;
    if (kept != null && split.epoch() < kept.split().epoch()) {
      return new Outcome.Outdated(
          "epoch " + split.epoch() + " is older than " + kept.split().epoch(), kept);
    }
    if (kept != null
        && split.epoch() == kept.split().epoch()
        && split.weightPpm() != kept.split().weightPpm()) {
      return new Outcome.Outdated(
          "epoch "
              + split.epoch()
              + " has weightPpm "
              + kept.split().weightPpm()
              + "; another weight needs a newer epoch",
          kept);
    }
    if (kept != null && source == Source.MOUNTED && split.epoch() == kept.split().epoch()) {
      return new Outcome.Taken(kept);
    }
    return new Outcome.Taken(put(new InForce(split, clock.instant().plus(split.lease()), false)));
  }

  /** Looks at the clock: sends all readers to stable once the lease has run out. */
  public synchronized void checkLease() {
    InForce kept = inForce;
    if (kept != null && !kept.expired() && !clock.instant().isBefore(kept.leaseEnds())) {
      put(new InForce(kept.split(), kept.leaseEnds(), true));
    }
  }

  /** What is in force; empty until the first document. */
  public synchronized Optional<InForce> inForce() {
    return Optional.ofNullable(inForce);
  }

  private InForce put(InForce next) {
    inForce = next;
    listener.accept(next);
    return next;
  }
}
