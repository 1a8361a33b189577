package dev.blogsite.blog.router.split;

/** One of the two sets of pods that a reader can be sent to. */
public enum Track {
  /** The serving revision. */
  STABLE("stable"),
  /** The candidate revision. */
  CANARY("canary");

  private final String label;

  Track(String label) {
    this.label = label;
  }

  /** The track's name on the wire and in metrics. */
  public String label() {
    return label;
  }

  /** The track that is not this one. */
  public Track other() {
    return switch (this) {
      case STABLE -> CANARY;
      case CANARY -> STABLE;
    };
  }
}
