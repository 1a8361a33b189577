package dev.blogsite.operator.rollout;

import java.time.Duration;
import java.util.Optional;

/**
 * What the rollout does next: one act, at most one API write that matters. Applying one twice
 * changes nothing the second time, and after a crash the same observation gives the same decision.
 */
public sealed interface Decision {
  /** Why, in one sentence; becomes the condition's message, so it holds no ticking numbers. */
  String because();

  /** When to observe again after the act; zero for at once. Outside changes come earlier. */
  default Duration recheckAfter() {
    return Duration.ZERO;
  }

  /** What it waits for that others have to do; empty when the next act does not depend on them. */
  default Optional<Reason> waitsFor() {
    return switch (this) {
      case Hold hold -> Optional.of(hold.reason());
      case ShiftTo shift when !shift.recheckAfter().isZero() ->
          Optional.of(Reason.SPLIT_NOT_IN_FORCE);
      case ShiftTo _,
          Settled _,
          Failed _,
          ApplyStable _,
          ApplyCanary _,
          RemoveCanary _,
          MarkEstablished _,
          Store _,
          SendProbes _,
          Answer _ ->
          Optional.empty();
    };
  }

  /** Nothing to do: the desired revision is stable, ready and has all readers. */
  record Settled(Duration recheckAfter, String because) implements Decision {}

  /** Nothing to do until something changes or time passes. */
  record Hold(Duration recheckAfter, Reason reason, String because) implements Decision {}

  /**
   * The first deployment did not become ready, or the desired revision was refused. Nothing is done
   * until the spec changes or a person asks.
   */
  record Failed(Duration recheckAfter, Reason reason, String because) implements Decision {}

  /** Bring the stable track to that revision and size; creates it when there is none. */
  record ApplyStable(String revision, int replicas, String because) implements Decision {}

  /** Bring the canary track to that revision and size; creates it when there is none. */
  record ApplyCanary(String revision, int replicas, String because) implements Decision {}

  /** Delete the canary track. No reader is sent to it any more. */
  record RemoveCanary(String because) implements Decision {}

  /** Note on the stable Deployment that it was ready once. */
  record MarkEstablished(String because) implements Decision {}

  /**
   * Write the split document to its ConfigMap and push it to every router. The epoch is already
   * stored in the rollout. Fails on an object changed since it was observed. When it is written
   * already and a router does not follow it, the recheck is not at once.
   */
  record ShiftTo(Split split, Duration recheckAfter, String because) implements Decision {}

  /**
   * Store the rollout: create its BlogRollout when there is none of that name, then write its
   * status by compare-and-swap against what was observed, together with the counters behind the
   * observed look.
   */
  record Store(Rollout rollout, Change change, String because) implements Decision {}

  /**
   * Crawl stable's sitemap on both tracks, in the background, with at most so many requests per
   * track for this rollout and step. Asked for again until looks show that many.
   */
  record SendProbes(String rollout, int step, int perTrack, Duration recheckAfter, String because)
      implements Decision {}

  /** Answer a person's request by an event, and remember it as answered. */
  record Answer(Request request, boolean accepted, String because) implements Decision {}

  /** What a {@link Store} changes; becomes the event's reason, except that looks make no event. */
  enum Change {
    /** A rollout begins. */
    STARTED("RolloutStarted"),
    /** A lost record was rebuilt from the cluster. */
    RECOVERED("RolloutRecovered"),
    /** A look was taken in. */
    LOOKED("Looked"),
    /** The canary is ready for a weight; the split's epoch rises. */
    WEIGHT("WeightChanging"),
    /** The split is in force; the step is open. */
    STEP_OPENED("StepOpened"),
    /** The step was passed. */
    STEP_PASSED("StepPassed"),
    /** The step could never have had enough requests, and is merged into the next. */
    STEP_MERGED("StepMerged"),
    /** The step is judged by probes from now on. */
    PROBING("JudgedByProbes"),
    /** A person asked to skip the remaining steps. */
    SKIPPED("PromoteRequested"),
    /** The watch was passed. */
    PROMOTING("Promoting"),
    /** The stable track has the new revision. */
    COMPLETING("Completing"),
    /** The canary is given up. */
    ABORTING("Aborting"),
    /** The rollout is over and was promoted. */
    PROMOTED("Promoted"),
    /** The rollout is over and was aborted. */
    ABORTED("Aborted"),
    /** The rollout is over because another revision is wanted. */
    SUPERSEDED("Superseded"),
    /** The refusal is forgotten, since the spec has changed. */
    FORGIVEN("RefusalForgotten");

    private final String word;

    Change(String word) {
      this.word = word;
    }

    /** The event's reason. */
    public String word() {
      return word;
    }
  }
}
