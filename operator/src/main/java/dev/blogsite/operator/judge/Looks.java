package dev.blogsite.operator.judge;

import dev.blogsite.operator.slo.Judge;
import dev.blogsite.operator.slo.Ledger;
import dev.blogsite.operator.slo.Look;
import dev.blogsite.operator.slo.Sample;
import dev.blogsite.operator.slo.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Plays a trace through the judge, look by look. Not thread-safe. */
final class Looks {
  /** One look and the verdict after it. */
  record Judged(Instant time, int step, int weightPpm, Verdict verdict) {}

  /**
   * How a trace ended.
   *
   * @param last the verdict after the last look; empty when there was none
   * @param error what was refused, with its line; empty when nothing was
   */
  record End(Optional<Verdict> last, Optional<String> error) {}

  private final Consumer<Judged> out;
  private final List<Sample> samples = new ArrayList<>();
  private TracePlan plan = TracePlan.DEFAULT;
  private Ledger ledger = Ledger.EMPTY;
  private Instant time = Instant.MIN;
  private int step = -1;
  private int weightPpm;
  private Optional<Verdict> last = Optional.empty();

  Looks(Consumer<Judged> out) {
    this.out = out;
  }

  /** Reads to the end, or to the first line that is refused. */
  End play(BufferedReader lines) throws IOException {
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      Optional<String> error = line.isBlank() ? Optional.empty() : take(line);
      if (error.isPresent()) {
        return new End(last, Optional.of("line %d: %s".formatted(number, error.get())));
      }
    }
    judge();
    return new End(last, Optional.empty());
  }

  private Optional<String> take(String line) {
    return switch (TraceReader.read(line, plan)) {
      case TraceLine.Invalid(var why) -> Optional.of(why);
      case TraceLine.PlanLine(var next) -> {
        if (!samples.isEmpty() || step >= 0) {
          yield Optional.of("a plan; must come before the first look");
        }
        plan = next;
        yield Optional.empty();
      }
      case TraceLine.SampleLine sample -> add(sample);
    };
  }

  private Optional<String> add(TraceLine.SampleLine line) {
    if (line.time().isBefore(time)) {
      return Optional.of(
          "time is %s; must not be before the look above (%s)".formatted(line.time(), time));
    }
    if (line.step() < step) {
      return Optional.of("step is %d; must be at least %d".formatted(line.step(), step));
    }
    boolean newLook = !line.time().equals(time);
    boolean newStep = line.step() != step || line.weightPpm() != weightPpm;
    if (newStep && !newLook) {
      return Optional.of(
          "step is %d with weight %d; must be %d with %d as in the look's other lines"
              .formatted(line.step(), line.weightPpm(), step, weightPpm));
    }
    if (newLook) {
      judge();
      time = line.time();
    }
    if (newStep) {
      step = line.step();
      weightPpm = line.weightPpm();
      ledger = Judge.open(ledger, time, weightPpm);
    }
    samples.add(line.sample());
    return Optional.empty();
  }

  private void judge() {
    if (samples.isEmpty()) {
      return;
    }
    ledger = Judge.fold(plan.rules(), ledger, new Look(time, samples));
    samples.clear();
    Verdict verdict = Judge.verdict(plan.rules(), ledger);
    last = Optional.of(verdict);
    out.accept(new Judged(time, step, weightPpm, verdict));
  }
}
