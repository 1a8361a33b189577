package dev.blogsite.operator.testing;

import dev.blogsite.operator.cluster.PodProxy;
import dev.blogsite.operator.cluster.PodRef;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Pods that answer as docs/contract.md says, in memory: routers and blogs by name. Thread-safe. */
public final class FakePods implements PodProxy {

  private final Map<PodRef, FakePod> pods = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile boolean cut;

  /** What one pod answers. */
  @FunctionalInterface
  public interface FakePod {
    /** The answer to a request. */
    Answer answer(Request request);
  }

  /** Starts a pod, or puts another in its place. */
  public <T extends FakePod> T start(PodRef ref, T pod) {
    pods.put(ref, pod);
    return pod;
  }

  /** Ends a pod. */
  public void stop(PodRef ref) {
    pods.remove(ref);
  }

  /** The pod of that name, if it runs. */
  public @Nullable FakePod get(PodRef ref) {
    return pods.get(ref);
  }

  /** All pods that run. */
  public Map<PodRef, FakePod> all() {
    return Map.copyOf(pods);
  }

  /** Cuts the way to all pods, or mends it. */
  public void cut(boolean now) {
    cut = now;
  }

  /** What was asked so far: method, pod and path. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public Answer send(PodRef ref, Request request) {
    asked.add(request.method() + " " + ref.name() + " " + request.path());
    FakePod pod = pods.get(ref);
    if (cut || pod == null) {
      return new Answer.Failed("no route to " + ref);
    }
    return pod.answer(request);
  }
}
