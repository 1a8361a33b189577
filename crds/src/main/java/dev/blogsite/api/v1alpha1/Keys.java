package dev.blogsite.api.v1alpha1;

/** Keys of annotations, labels and finalizers that the API gives a meaning. */
public final class Keys {
  /** On a BlogSite: goes to promotion; its value names the revision. */
  public static final String PROMOTE = "blogsite.dev/promote";

  /** On a BlogSite: aborts the rollout; any value. Set anew, it is asked anew. */
  public static final String ABORT = "blogsite.dev/abort";

  /** On a BlogSite: tries a refused revision again; any value. */
  public static final String RETRY = "blogsite.dev/retry";

  /** Finalizer of a BlogSite: what is not owned is removed before it goes. */
  public static final String FINALIZER = "blogsite.dev/cleanup";

  /** Label of a track's objects: {@code stable} or {@code canary}. */
  public static final String TRACK = "blogsite.dev/track";

  /** Label of a track's objects but never of their pods: the revision they serve. */
  public static final String REVISION = "blogsite.dev/revision";

  private Keys() {}
}
