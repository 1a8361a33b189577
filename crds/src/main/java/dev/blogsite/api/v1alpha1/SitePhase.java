package dev.blogsite.api.v1alpha1;

/** Where a site stands, in one word. */
public enum SitePhase {
  /**
   * The spec cannot be carried out; the condition Ready lists every error. What rolls out goes on,
   * and stable is kept.
   */
  Invalid,
  /** Its first revision is on its way. */
  Deploying,
  /** Stable serves what the spec asks for. */
  Ready,
  /** A canary is being proved. */
  RollingOut,
  /** A rollout waits for someone. */
  Paused,
  /** A canary was refused; stable goes on serving its own revision. */
  Aborted,
  /** Nothing serves readers. */
  Failed,
  /** The site is being removed. */
  Deleting
}
