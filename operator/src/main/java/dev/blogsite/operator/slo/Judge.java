package dev.blogsite.operator.slo;

import java.time.Instant;

/** Weighs a canary against stable. Every look is valid: looking often raises no false alarm. */
public final class Judge {
  private Judge() {}

  /**
   * Opens a step: a fresh start of each harm test, and counts of the step at zero. The counts of
   * the whole rollout go on.
   *
   * @param weightPpm the weight now in force, in parts per million
   */
  public static Ledger open(Ledger ledger, Instant now, int weightPpm) {
    return Books.open(ledger, now, weightPpm);
  }

  /**
   * Notes that the step's split is in force: readers who came while it was being changed are not
   * held against the weight.
   */
  public static Ledger inForce(Ledger ledger, Instant now) {
    return Books.inForce(ledger, now);
  }

  /**
   * Takes a look in; the last one again is ignored. One from before the last is a look like any
   * other: the clock went back, and counters only rise.
   */
  public static Ledger fold(Rules rules, Ledger ledger, Look look) {
    return Books.fold(rules, ledger, look);
  }

  /** The verdict on what the ledger holds. */
  public static Verdict verdict(Rules rules, Ledger ledger) {
    return Verdicts.of(rules, ledger);
  }
}
