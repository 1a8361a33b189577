package dev.blogsite.operator.reconcile;

import dev.blogsite.operator.metrics.Reading;
import dev.blogsite.operator.rollout.RouterState;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Sees which split the routers follow. A router that neither answers nor is ready has no readers,
 * and does not count. Pure.
 */
final class Routers {

  private Routers() {}

  static List<RouterState> states(List<Pod> pods, Map<String, Reading> said) {
    List<RouterState> states = new ArrayList<>();
    for (Pod pod : pods) {
      String name = pod.getMetadata().getName();
      if (said.get(name) instanceof Reading.Router router) {
        states.add(
            new RouterState(name, true, router.epoch(), router.weightPpm(), router.leaseExpired()));
      } else if (Tracks.ready(pod)) {
        states.add(new RouterState(name, false, 0, 0, false));
      }
    }
    return states;
  }

  /** What those said that readers may have come through. */
  static List<Reading> counting(List<Pod> pods, Map<String, Reading> said) {
    List<Reading> counting = new ArrayList<>();
    for (Pod pod : pods) {
      String name = pod.getMetadata().getName();
      Reading reading = said.getOrDefault(name, new Reading.Missing(name, "is not running"));
      if (reading instanceof Reading.Router || Tracks.ready(pod)) {
        counting.add(reading);
      }
    }
    return counting;
  }

  /** Whether a lease has to be renewed: less than two thirds of it are left somewhere. */
  static boolean leaseDue(Map<String, Reading> said, long leaseSeconds) {
    return said.values().stream()
        .anyMatch(
            reading ->
                reading instanceof Reading.Router router
                    && router.leaseSecondsLeft() * 3 < leaseSeconds * 2.0);
  }
}
