package dev.blogsite.operator.rollout;

import java.util.Optional;

/** Tells decisions as a person would. */
final class Story {
  private Story() {}

  /** The decision in words; empty for a look, of which there are too many. */
  static Optional<String> words(Decision decision) {
    return switch (decision) {
      case Decision.Settled s -> Optional.of("settled: " + s.because());
      case Decision.Hold h -> Optional.of("hold %s: %s".formatted(h.reason().word(), h.because()));
      case Decision.Failed f ->
          Optional.of("failed %s: %s".formatted(f.reason().word(), f.because()));
      case Decision.ApplyStable a ->
          Optional.of(
              "stable track to %d × %s: %s".formatted(a.replicas(), a.revision(), a.because()));
      case Decision.ApplyCanary a ->
          Optional.of(
              "canary track to %d × %s: %s".formatted(a.replicas(), a.revision(), a.because()));
      case Decision.RemoveCanary r -> Optional.of("canary removed: " + r.because());
      case Decision.MarkEstablished m -> Optional.of("established: " + m.because());
      case Decision.ShiftTo s ->
          Optional.of(
              "split %d: %s to the canary"
                  .formatted(s.split().epoch(), Sayings.weight(s.split().weightPpm())));
      case Decision.Store s ->
          s.change() == Decision.Change.LOOKED
              ? Optional.empty()
              : Optional.of("%s: %s".formatted(s.change().word(), s.because()));
      case Decision.SendProbes p -> Optional.of("probes asked for: " + p.because());
      case Decision.Answer a ->
          Optional.of(
              "answer to %s, %s: %s"
                  .formatted(a.request().kind(), a.accepted() ? "yes" : "no", a.because()));
    };
  }

  /** Whether the decision may come again and again, and is told once. */
  static boolean repeats(Decision decision) {
    return decision instanceof Decision.Hold
        || decision instanceof Decision.SendProbes
        || decision instanceof Decision.Settled
        || decision instanceof Decision.Failed;
  }
}
