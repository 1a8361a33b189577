package dev.blogsite.operator.rollout;

import dev.blogsite.operator.slo.Ledger;
import java.time.Instant;
import java.util.List;

/**
 * One rollout as it is kept in the status of its BlogRollout: numbers, strings and lists only.
 * Times are in milliseconds since 1970; 0 means never.
 *
 * @param name {@code SITE-REVISION-NUMBER}
 * @param number counts the site's rollouts, from 1
 * @param from the revision that was stable; empty when that is not known any more
 * @param to the revision that is tried
 * @param phase where it is
 * @param step the step it is in, from 0; the number after the last is the watch
 * @param epoch the epoch of the split it wants
 * @param weightPpm the weight of the split it wants, in parts per million
 * @param startedAt when it began
 * @param phaseSince when it entered its phase
 * @param unknownSince since when the verdict has been Unknown without a break; pauses do not count
 * @param promote whether a person asked to skip the remaining steps
 * @param probing whether this step is judged by probes
 * @param refuses whether {@code to} is not to be tried again until the spec changes or a retry
 * @param reason why it is where it is, one UpperCamel word
 * @param because the same in a sentence
 * @param verdict the last verdict: {@code Pass}, {@code Fail} or {@code Unknown}
 * @param verdictBecause the last verdict in words
 * @param ledger what the judge remembers
 * @param steps how the steps before this one ended
 */
public record Rollout(
    String name,
    int number,
    String from,
    String to,
    Phase phase,
    int step,
    long epoch,
    int weightPpm,
    long startedAt,
    long phaseSince,
    long unknownSince,
    boolean promote,
    boolean probing,
    boolean refuses,
    String reason,
    String because,
    String verdict,
    String verdictBecause,
    Ledger ledger,
    List<StepReport> steps) {
  public Rollout {
    steps = List.copyOf(steps);
  }

  /**
   * Whether the metrics are to be read: the canary has readers, and the judge's word counts. Not
   * while the first weight is only being put in force: routers do not count for this rollout yet.
   */
  public boolean wantsLooks() {
    return phase.judged()
        && ledger.start() > 0
        && (ledger.lastLook() > 0 || phase != Phase.SHIFTING);
  }

  /**
   * Whether a look is due. One that was taken in what is now the future is: an operator whose clock
   * was ahead took it, and waiting for that time would judge nothing until then.
   */
  public boolean isLookDue(Plan plan, Instant now) {
    long since = now.toEpochMilli() - ledger.lastLook();
    return wantsLooks() && (since < 0 || since >= plan.look().toMillis());
  }

  /** The split this rollout wants in force. */
  public Split split() {
    return switch (phase) {
      case PREPARING, SHIFTING, JUDGING, WATCHING, PROMOTING ->
          new Split(epoch, weightPpm, name, from, to);
      case COMPLETING, PROMOTED -> Split.allStable(epoch, to);
      case ABORTING, ABORTED, SUPERSEDED ->
          weightPpm == 0
              ? Split.allStable(epoch, from)
              : new Split(epoch, weightPpm, name, from, to);
    };
  }
}
