package dev.blogsite.operator.traffic;

import dev.blogsite.operator.cluster.PodRef;
import java.util.List;
import java.util.Map;

/** The routers of a site: told a split, and asked which one they follow. Thread-safe. */
public interface Router {

  /**
   * Tells every one of these router pods the split, all at once, and waits for their answers. The
   * same split again renews the lease.
   *
   * @return an answer for each pod
   */
  Map<PodRef, Answer> put(List<PodRef> routers, Split split, SiteKey key);

  /** Asks every one of these router pods which split is in force there. */
  Map<PodRef, Answer> inForce(List<PodRef> routers);

  /** What one router pod said. */
  sealed interface Answer {

    /** This epoch and weight are in force there. */
    record InForce(long epoch, int weightPpm) implements Answer {}

    /** The router knows a newer epoch, or this one with another weight, and changed nothing. */
    record Fenced(long epoch, int weightPpm, String error) implements Answer {}

    /** No answer, or one that means nothing: why, for people. */
    record Unknown(String why) implements Answer {}
  }
}
