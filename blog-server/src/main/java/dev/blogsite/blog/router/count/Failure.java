package dev.blogsite.blog.router.count;

/** Why a request got no whole answer from a track, or a bad one. */
public enum Failure {
  /** The track answered with a 5xx status. */
  STATUS("status"),
  /** No connection could be made in time, or it was refused. */
  CONNECT("connect"),
  /** The connection broke before the first byte of an answer. */
  RESET("reset"),
  /** The answer did not start, or did not go on, in time. */
  TIMEOUT("timeout"),
  /** The answer broke off in the middle. */
  TRUNCATED("truncated"),
  /** The answer was not HTTP. */
  MALFORMED("malformed"),
  /** The track's pods have all gone. */
  NO_BACKEND("no_backend");

  private final String label;

  Failure(String label) {
    this.label = label;
  }

  /** The reason's name in metrics. */
  public String label() {
    return label;
  }
}
