package dev.blogsite.operator.rollout;

import dev.blogsite.operator.slo.Ledger;
import java.util.List;
import java.util.Optional;

/** A site that runs, while no rollout does: keep it so, or begin one. */
final class Idle {
  private Idle() {}

  static Decision next(Plan plan, Observed seen) {
    String home = seen.home();
    if (!seen.stable().exists()) {
      return new Decision.ApplyStable(
          home, plan.replicas(), "the stable track was lost and is brought back");
    }
    if (!seen.desired().equals(home)) {
      boolean retry = seen.request().filter(r -> r.kind() == Request.Kind.RETRY).isPresent();
      if (refuses(seen) && !retry) {
        return keep(plan, seen)
            .orElseGet(
                () -> new Decision.Failed(plan.rest(), Reason.REVISION_REFUSED, refusal(seen)));
      }
      if (!plan.paused()) {
        return Recovery.strayOf(plan, seen).orElseGet(() -> start(seen));
      }
      return keep(plan, seen)
          .orElseGet(
              () ->
                  new Decision.Hold(plan.rest(), Reason.PAUSED, "paused before the rollout began"));
    }
    return keep(plan, seen).orElseGet(() -> settled(plan, seen));
  }

  /** Whether the desired revision is refused. */
  static boolean refuses(Observed seen) {
    return seen.refused().equals(Optional.of(seen.desired()))
        || seen.rollout().filter(r -> r.refuses() && r.to().equals(seen.desired())).isPresent();
  }

  private static String refusal(Observed seen) {
    return "revision %s was refused%s; change the spec or set blogsite.dev/retry"
        .formatted(
            seen.desired(),
            seen.rollout()
                .filter(r -> r.to().equals(seen.desired()))
                .map(r -> ": " + r.because())
                .orElse(""));
  }

  /** What it takes to have the stable track whole, with all readers and without a canary. */
  private static Optional<Decision> keep(Plan plan, Observed seen) {
    String home = seen.stable().revision();
    Optional<Decision> stray = Recovery.strayOf(plan, seen);
    if (stray.isPresent()) {
      return stray;
    }
    if (seen.stable().replicas() != plan.replicas()) {
      return Optional.of(
          new Decision.ApplyStable(home, plan.replicas(), "the stable track is scaled"));
    }
    return Splits.enforceIdle(seen, home)
        .or(
            () ->
                seen.canary().exists()
                    ? Optional.of(new Decision.RemoveCanary("nothing rolls out"))
                    : Optional.empty());
  }

  private static Decision settled(Plan plan, Observed seen) {
    Optional<Rollout> refusing = seen.rollout().filter(Rollout::refuses);
    if (refusing.isPresent()) {
      Rollout rollout = refusing.get();
      return Draft.of(rollout, seen.now())
          .refuses(false)
          .why(rollout.reason(), rollout.because())
          .store(Decision.Change.FORGIVEN);
    }
    if (seen.stable().serving() < plan.replicas()) {
      return new Decision.Hold(
          plan.patience(),
          Reason.STABLE_NOT_READY,
          seen.stable().explain("stable pods are not ready"));
    }
    return new Decision.Settled(plan.rest(), "the desired revision is stable and ready");
  }

  private static Decision start(Observed seen) {
    Rollout rollout = blank(seen, seen.stable().revision(), seen.desired(), Phase.PREPARING, 0, 0);
    return new Decision.Store(
        rollout,
        Decision.Change.STARTED,
        "revision %s is tried against %s".formatted(rollout.to(), rollout.from()));
  }

  /** A rollout at its beginning, or rebuilt at some step and weight without evidence. */
  static Rollout blank(
      Observed seen, String from, String to, Phase phase, int step, int weightPpm) {
    Optional<Observed.Unwritten> unwritten = seen.unwritten().filter(u -> u.to().equals(to));
    int number = unwritten.map(Observed.Unwritten::number).orElse(seen.lastNumber() + 1);
    long now = seen.now().toEpochMilli();
    return new Rollout(
        unwritten
            .map(Observed.Unwritten::name)
            .orElse("%s-%s-%d".formatted(seen.site(), to, number)),
        number,
        from,
        to,
        phase,
        step,
        Splits.highestEpoch(seen),
        weightPpm,
        now,
        now,
        0,
        false,
        false,
        false,
        phase == Phase.ABORTING ? Reason.SUPERSEDED.word() : "Started",
        "",
        "Unknown",
        "no look was taken yet",
        Ledger.EMPTY,
        List.of());
  }
}
