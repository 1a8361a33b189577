package dev.blogsite.operator.rollout;

/**
 * What a person asks for by an annotation.
 *
 * @param kind which annotation
 * @param value its value; for a promotion the revision it means
 */
public record Request(Kind kind, String value) {
  /** The annotations that ask for something. */
  public enum Kind {
    /** {@code blogsite.dev/promote}: skip the remaining steps, but not the watch. */
    PROMOTE,
    /** {@code blogsite.dev/abort}: give the canary up. */
    ABORT,
    /** {@code blogsite.dev/retry}: try the refused revision again. */
    RETRY
  }
}
