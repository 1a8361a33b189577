package dev.blogsite.operator.cluster;

import java.util.Map;

/**
 * HTTP to a pod through its API server ({@code pods/proxy}).
 *
 * <p>Bounded in time (5 s) and in size ({@link #MAX_BYTES}); sent once, whatever comes back; a
 * redirect is an answer like any other and is never followed. Thread-safe.
 */
public interface PodProxy {

  /** The most bytes of an answer that are read; a longer one is a {@link Answer.Failed}. */
  int MAX_BYTES = 1 << 20;

  /** Asks the pod. Never throws for what the pod or the network does. */
  Answer send(PodRef pod, Request request);

  /** One request: port and path of the pod, headers, and a body that is empty for a {@code GET}. */
  record Request(String method, int port, String path, Map<String, String> headers, String body) {

    /** A {@code GET} without further headers. */
    public static Request get(int port, String path) {
      return new Request("GET", port, path, Map.of(), "");
    }
  }

  /** What came back. */
  sealed interface Answer {

    /** The pod (or the API server in its place) answered with this status. */
    record Answered(int status, Map<String, String> headers, String body) implements Answer {}

    /** Nothing usable came back, and why, in words for people. */
    record Failed(String why) implements Answer {}
  }
}
