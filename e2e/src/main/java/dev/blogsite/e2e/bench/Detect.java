package dev.blogsite.e2e.bench;

import dev.blogsite.e2e.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * From the first bad request of a canary that fails 5 % of its pages, at 5 % weight and 200
 * requests a second, to weight 0 in all routers.
 */
final class Detect {
  private static final int PER_SECOND = 200;
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Map.Entry<String, String> ROUTER =
      Map.entry("app.kubernetes.io/component", "router");

  private Detect() {}

  static void of(Bed bed, int rounds, Consumer<Duration> result) {
    var site = bed.empty();
    bed.apply(
        site,
        2,
        "{\"steps\":[{\"weight\":\"5\"},{\"weight\":\"50\"}],\"interval\":\"5m\",\"minRequests\":500,\"watch\":\"5s\"}");
    site.awaitPhase("Ready", Bed.PATIENCE);
    for (int round = 1; round <= rounds; round++) {
      try (var readers = bed.readers(site, PER_SECOND)) {
        // Another title each time: a revision that was refused is not tried again.
        site.spec(
            "{\"version\":\"bad-errors\",\"config\":{\"title\":\"Round %d\"}}".formatted(round));
        await("a bad request", () -> readers.tally().failedOn("canary") > 0);
        var first = Instant.now();
        await("weight 0", () -> isBack(bed, site));
        result.accept(Duration.between(first, Instant.now()));
      }
      Bed.awaitRollout(site, round, "Aborted");
      site.spec(
          "{\"version\":\"%s\",\"config\":{\"title\":\"%s\"}}".formatted(bed.version(), Bed.TITLE));
      site.awaitPhase("Ready", Bed.PATIENCE);
    }
  }

  private static boolean isBack(Bed bed, Site site) {
    var routers = Bed.pods(site, ROUTER);
    return !routers.isEmpty()
        && routers.stream()
            .allMatch(
                pod ->
                    bed.ask(site, pod, "/split").replaceAll("\\s", "").contains("\"weightPpm\":0"));
  }

  private static void await(String what, BooleanSupplier condition) {
    var end = Instant.now().plus(Bed.PATIENCE);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("no %s within %s".formatted(what, Bed.PATIENCE));
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }
}
