package dev.blogsite.e2e.bench;

import dev.blogsite.e2e.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * From the write of the stable track's ConfigMap to its acknowledgement by all five pods. The
 * operator writes it, at the end of a hot rollout.
 */
final class Reload {
  private static final int REPLICAS = 5;
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Pattern SET_HASH = Pattern.compile("\"setHash\"\\s*:\\s*\"([0-9a-f]+)\"");
  private static final Map.Entry<String, String> STABLE = Map.entry("blogsite.dev/track", "stable");

  private Reload() {}

  static void of(Bed bed, int rounds, Consumer<Duration> result) {
    var site = bed.empty();
    bed.apply(
        site,
        REPLICAS,
        "{\"steps\":[{\"weight\":\"50\"}],\"interval\":\"5s\",\"minRequests\":50,\"watch\":\"5s\"}");
    site.awaitPhase("Ready", Bed.PATIENCE);
    try (var readers = bed.readers(site, 100)) {
      for (int round = 1; round <= rounds; round++) {
        var before = setHash(bed, site);
        site.spec("{\"config\":{\"title\":\"Bench %d\"}}".formatted(round));
        result.accept(measure(bed, site, before));
        Bed.awaitRollout(site, round, "Promoted");
        site.awaitPhase("Ready", Bed.PATIENCE);
      }
      if (readers.tally().failures() > 0) {
        throw new AssertionError("requests failed meanwhile: " + readers.tally());
      }
    }
  }

  private static Duration measure(Bed bed, Site site, String before) {
    var end = Instant.now().plus(Duration.ofMinutes(5));
    while (setHash(bed, site).equals(before)) {
      check(end, "the stable track's ConfigMap was not written");
    }
    var written = Instant.now();
    var wanted = "\"configHash\":\"" + setHash(bed, site) + "\"";
    List<String> pods = Bed.pods(site, STABLE);
    if (pods.size() != REPLICAS) {
      throw new AssertionError("the stable track has pods " + pods + "; must be " + REPLICAS);
    }
    for (var pod : pods) {
      while (!bed.ask(site, pod, "/health/ready").contains(wanted)) {
        check(end, pod + " has not acknowledged " + wanted);
      }
    }
    return Duration.between(written, Instant.now());
  }

  private static void check(Instant end, String what) {
    if (Instant.now().isAfter(end)) {
      throw new AssertionError("in five minutes " + what);
    }
    LockSupport.parkNanos(POLL.toNanos());
  }

  private static String setHash(Bed bed, Site site) {
    var map =
        bed.client()
            .configMaps()
            .inNamespace(site.namespace())
            .withName(site.name() + "-stable-config")
            .get();
    if (map == null) {
      return "";
    }
    var found = SET_HASH.matcher(map.getData().getOrDefault("revision.json", ""));
    return found.find() ? found.group(1) : "";
  }
}
