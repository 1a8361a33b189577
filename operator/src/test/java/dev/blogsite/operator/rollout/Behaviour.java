package dev.blogsite.operator.rollout;

import java.util.Optional;

/**
 * How a revision's pods behave.
 *
 * @param errorRatio the share of its requests that fail
 * @param everReady whether its pods ever become ready
 * @param refuses what its pods say when they refuse their set
 */
record Behaviour(double errorRatio, boolean everReady, Optional<String> refuses) {
  static final Behaviour GOOD = new Behaviour(0, true, Optional.empty());

  static Behaviour failing(double errorRatio) {
    return new Behaviour(errorRatio, true, Optional.empty());
  }

  static Behaviour neverReady() {
    return new Behaviour(0, false, Optional.empty());
  }

  static Behaviour refusing(String why) {
    return new Behaviour(0, false, Optional.of(why));
  }
}
