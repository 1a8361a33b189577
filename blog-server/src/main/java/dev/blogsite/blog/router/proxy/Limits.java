package dev.blogsite.blog.router.proxy;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param connect until a connection to a backend is made
 * @param responseStart until a backend starts its answer
 * @param stall without a byte in either direction once an answer has started
 * @param requestBody until a reader has sent the whole request
 * @param whole the whole request; event streams and WebSockets are exempt
 */
public record Limits(
    Duration connect,
    Duration responseStart,
    Duration stall,
    Duration requestBody,
    Duration whole) {
  private static final Duration SECOND = Duration.ofSeconds(2);

  /** The limits unless told otherwise. */
  public static Limits defaults() {
    return new Limits(
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(10));
  }

  /**
   * Until a backend starts its answer.
   *
   * @param second whether another track has said "not found" already: that is an answer, and what
   *     may be better is worth only a short wait
   */
  Duration responseStart(boolean second) {
    return second && responseStart.compareTo(SECOND) > 0 ? SECOND : responseStart;
  }

  /** The same with another time to the start of a response. */
  public Limits withResponseStart(Duration changed) {
    return new Limits(connect, changed, stall, requestBody, whole);
  }
}
