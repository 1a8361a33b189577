package dev.blogsite.operator.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A Deployment and its pods, which take seeded random time to become ready. */
final class FakeTrack {
  private record Pod(String revision, Instant readyAt) {}

  private final RandomGenerator random;
  private final List<Pod> pods = new ArrayList<>();
  boolean exists;
  String revision = "";
  int replicas;
  Instant unreadySince = Instant.EPOCH;

  FakeTrack(RandomGenerator random) {
    this.random = random;
  }

  void apply(String nextRevision, int nextReplicas, Instant now, Behaviour behaviour) {
    exists = true;
    if (!nextRevision.equals(revision)) {
      pods.clear();
    }
    revision = nextRevision;
    replicas = nextReplicas;
    while (pods.size() > replicas) {
      pods.removeLast();
    }
    while (pods.size() < replicas) {
      Instant readyAt =
          behaviour.everReady() ? now.plusMillis(1_000 + random.nextInt(8_000)) : Instant.MAX;
      pods.add(new Pod(revision, readyAt));
      unreadySince = now;
    }
  }

  void remove() {
    exists = false;
    revision = "";
    replicas = 0;
    pods.clear();
  }

  Track observe(Instant now, Behaviour behaviour) {
    if (!exists) {
      return Track.ABSENT;
    }
    int serving = (int) pods.stream().filter(p -> !p.readyAt().isAfter(now)).count();
    return new Track(
        true,
        revision,
        replicas,
        serving,
        serving < replicas ? Duration.between(unreadySince, now) : Duration.ZERO,
        behaviour.refuses(),
        Optional.empty(),
        Optional.empty());
  }
}
