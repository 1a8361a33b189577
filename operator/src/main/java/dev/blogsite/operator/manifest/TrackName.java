package dev.blogsite.operator.manifest;

/** Which of a site's two tracks an object belongs to. */
public enum TrackName {
  /** Serves the revision that proved itself. */
  STABLE("stable"),
  /** Serves the candidate, while there is one. */
  CANARY("canary");

  private final String text;

  TrackName(String text) {
    this.text = text;
  }

  /** The track as labels and names of objects have it. */
  public String text() {
    return text;
  }
}
