package dev.blogsite.api.v1alpha1;

/** What a rollout does when its evidence says neither Pass nor Fail. */
public enum OnInconclusive {
  /** It waits for evidence. */
  Hold,
  /** It waits until {@code inconclusiveDeadline}, then aborts. */
  Abort
}
