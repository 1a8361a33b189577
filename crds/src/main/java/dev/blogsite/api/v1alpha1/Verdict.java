package dev.blogsite.api.v1alpha1;

/** The judge's answer. */
public enum Verdict {
  /** The canary may go on. */
  Pass,
  /** The canary breaks an objective, or is worse than stable. */
  Fail,
  /** The evidence says neither. */
  Unknown
}
