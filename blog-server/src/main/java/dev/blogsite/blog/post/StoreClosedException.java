package dev.blogsite.blog.post;

/** A read from the store of a set that is no longer served: ask the newer one. */
public final class StoreClosedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates it. */
  public StoreClosedException() {
    super("the index of this set is closed: a newer set is served", null, false, false);
  }
}
