package dev.blogsite.operator.rollout;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Plays a site forward, decision by decision, checks the invariants and writes the story down. */
final class Replay {
  private static final int MOST_TURNS = 200_000;

  final FakeSite site;
  final StringBuilder story = new StringBuilder();
  private final Invariants invariants;
  private double crashes;
  private String lastHold = "";

  Replay(FakeSite site) {
    this.site = site;
    this.invariants = new Invariants(site);
  }

  /** From now on that share of the acts dies half-way. */
  Replay withCrashes(double share) {
    crashes = share;
    return this;
  }

  /** Plays until the decision is of that kind; fails when that takes too long. */
  Replay until(Predicate<Decision> end) {
    for (int turn = 0; turn < MOST_TURNS; turn++) {
      if (end.test(turn())) {
        return this;
      }
    }
    throw new AssertionError("no end after %d turns:%n%s".formatted(MOST_TURNS, story));
  }

  Replay untilSettled() {
    return until(d -> d instanceof Decision.Settled);
  }

  Replay untilFailed() {
    return until(d -> d instanceof Decision.Failed);
  }

  /** Plays until that phase and step. */
  Replay until(Phase phase, int step) {
    return until(
        _ -> site.rollout().filter(r -> r.phase() == phase && r.step() == step).isPresent());
  }

  /** Plays for a time. */
  Replay pass(Duration time) {
    var end = site.now.plus(time);
    return until(_ -> !site.now.isBefore(end));
  }

  /** Something happens outside. */
  Replay then(String what, Consumer<FakeSite> event) {
    line("— " + what);
    lastHold = "";
    event.accept(site);
    return this;
  }

  private Decision turn() {
    Observed seen = site.observe();
    Decision decision = Rollouts.decide(site.plan, seen);
    if (!decision.equals(Rollouts.decide(site.plan, seen))) {
      throw new AssertionError("two decisions on one observation: " + seen);
    }
    boolean crash = site.random.nextDouble() < crashes;
    invariants.check(site.plan, seen, decision, crash);
    site.act(decision, crash);
    tell(decision, crash);
    Duration pause = decision.recheckAfter();
    site.pass(pause.isZero() ? Duration.ofMillis(20) : pause);
    return decision;
  }

  private void tell(Decision decision, boolean crash) {
    Optional<String> words = Story.words(decision);
    if (words.isEmpty() || words.get().equals(lastHold)) {
      return;
    }
    line(words.get() + (crash ? " [the operator dies]" : ""));
    lastHold = Story.repeats(decision) ? words.get() : "";
  }

  private void line(String text) {
    Duration at = Duration.between(FakeSite.START, site.now);
    story.append("%3d:%02d  %s%n".formatted(at.toMinutes(), at.toSecondsPart(), text));
  }
}
