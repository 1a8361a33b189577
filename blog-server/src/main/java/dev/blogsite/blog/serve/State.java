package dev.blogsite.blog.serve;

import java.util.Optional;

/**
 * What became of the newest set, as the ops port tells it.
 *
 * @param generation sets taken since the start
 * @param result of the newest set seen
 * @param error why it was not taken
 */
record State(int generation, Result result, Optional<String> error) {
  /** What became of a set. */
  enum Result {
    /** It is served, and the pod has asked itself for it. */
    Acknowledged,
    /** It must not be served. */
    Refused,
    /** Its files do not belong together yet. */
    Incomplete
  }

  static final State START =
      new State(0, Result.Incomplete, Optional.of("no set has been read yet"));

  State acknowledged() {
    return new State(generation + 1, Result.Acknowledged, Optional.empty());
  }

  State refused(String why) {
    return new State(generation, Result.Refused, Optional.of(why));
  }

  State incomplete(String why) {
    return new State(generation, Result.Incomplete, Optional.of(why));
  }
}
