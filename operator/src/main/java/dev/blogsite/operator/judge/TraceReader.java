package dev.blogsite.operator.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.blogsite.operator.slo.Counts;
import dev.blogsite.operator.slo.Objective;
import dev.blogsite.operator.slo.Rules;
import dev.blogsite.operator.slo.Sample;
import dev.blogsite.operator.slo.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the lines of a trace; the format is in docs/contract.md. Thread-safe. */
final class TraceReader {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Set<String> PLAN =
      Set.of("alpha", "steps", "minRequests", "tolerance", "objectives");
  private static final Set<String> SAMPLE =
      Set.of(
          "time",
          "step",
          "weightPpm",
          "cluster",
          "objective",
          "source",
          "canary",
          "stable",
          "missing");
  private static final Set<String> TRACK =
      Set.of("requests", "bad", "newReaders", "usage", "history");

  private TraceReader() {}

  /** Reads one line; what is wrong with it is a value. */
  static TraceLine read(String line, TracePlan plan) {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return new TraceLine.Invalid(
          "not JSON: %s (column %d)"
              .formatted(e.getOriginalMessage(), e.getLocation().getColumnNr()));
    }
    if (!node.isObject()) {
      return new TraceLine.Invalid("%s; must be a JSON object".formatted(node));
    }
    Fields fields = Fields.of(node);
    TraceLine read = fields.has("plan") ? plan(fields) : sample(fields, plan);
    return fields.errors().isEmpty()
        ? read
        : new TraceLine.Invalid(String.join("; ", fields.errors()));
  }

  private static TraceLine plan(Fields line) {
    Fields plan = line.allowing(Set.of("plan")).object("plan").allowing(PLAN);
    Rules rules = TracePlan.DEFAULT.rules();
    List<Objective> objectives = rules.objectives();
    if (plan.has("objectives")) {
      objectives = new ArrayList<>();
      for (Fields objective : plan.objects("objectives")) {
        objectives.add(objective(objective.allowing(Set.of("name", "kind", "limit"))));
      }
      long names = objectives.stream().map(Objective::name).distinct().count();
      if (objectives.isEmpty() || names < objectives.size()) {
        plan.refuse("plan.objectives must be at least one, with different names");
      }
    }
    return new TraceLine.PlanLine(
        new TracePlan(
            new Rules(
                plan.number("alpha", 1e-9, 0.5, rules.alpha()),
                plan.number("tolerance", 1, 1000, rules.tolerance()),
                (int) plan.whole("minRequests", 1, 1_000_000_000, rules.minRequests()),
                objectives),
            plan.has("steps") ? plan.steps("steps") : TracePlan.DEFAULT.stepsPpm()));
  }

  private static Objective objective(Fields objective) {
    String word = objective.text("kind");
    Optional<Objective.Kind> kind =
        Arrays.stream(Objective.Kind.values()).filter(k -> k.word().equals(word)).findFirst();
    if (kind.isEmpty()) {
      objective.refuse(
          "%s is \"%s\"; must be one of %s"
              .formatted(
                  objective.at("kind"),
                  word,
                  Arrays.stream(Objective.Kind.values())
                      .map(Objective.Kind::word)
                      .collect(Collectors.joining(", "))));
    }
    return new Objective(
        objective.text("name"),
        kind.orElse(Objective.Kind.AVAILABILITY),
        objective.number("limit", 1e-9, 0.999999999),
        Duration.ZERO);
  }

  private static TraceLine sample(Fields line, TracePlan plan) {
    line.allowing(SAMPLE);
    Optional<Instant> time = line.time("time");
    String name = line.text("objective");
    Optional<Objective> objective = plan.rules().objective(name);
    if (objective.isEmpty()) {
      line.refuse(
          "objective is \"%s\"; must be one of the plan's: %s"
              .formatted(
                  name,
                  plan.rules().objectives().stream()
                      .map(Objective::name)
                      .collect(Collectors.joining(", "))));
    }
    String cluster = line.text("cluster", "hub");
    int step = (int) line.whole("step", 0, 1000);
    return new TraceLine.SampleLine(
        time.orElse(Instant.EPOCH),
        step,
        (int)
            (line.has("weightPpm") || step >= plan.stepsPpm().size()
                ? line.whole("weightPpm", 1, 1_000_000)
                : plan.stepsPpm().get(step)),
        line.has("missing")
            ? new Sample.Missing(cluster, name, line.text("missing"))
            : seen(line, cluster, objective));
  }

  private static Sample seen(Fields line, String cluster, Optional<Objective> objective) {
    Fields canary = line.object("canary").allowing(TRACK);
    Fields stable = line.object("stable").allowing(TRACK);
    String name = objective.map(Objective::name).orElse("");
    if (objective.filter(o -> o.kind() == Objective.Kind.SATURATION).isPresent()) {
      return new Sample.Gauged(
          cluster, name, canary.number("usage", 0, 1e9), stable.number("usage", 0, 1e9));
    }
    String source = line.text("source", "readers");
    if (!Set.of("readers", "probes").contains(source)) {
      line.refuse("source is \"%s\"; must be readers or probes".formatted(source));
      source = "readers";
    }
    List<Counts> history = history(stable);
    return new Sample.Counted(
        cluster,
        name,
        Source.valueOf(source.toUpperCase(Locale.ROOT)),
        counts(canary),
        counts(stable),
        history.stream().map(Counts::bad).toList(),
        history.stream().reduce(Counts.NONE, Counts::plus));
  }

  private static List<Counts> history(Fields track) {
    return track.has("history")
        ? track.objects("history").stream()
            .map(span -> counts(span.allowing(Set.of("requests", "bad"))))
            .toList()
        : List.of();
  }

  private static Counts counts(Fields track) {
    long requests = track.whole("requests", 0, Long.MAX_VALUE);
    long bad = track.whole("bad", 0, Long.MAX_VALUE);
    if (bad > requests) {
      track.refuse(
          "%s is %d; must be at most %s (%d)"
              .formatted(track.at("bad"), bad, track.at("requests"), requests));
      return Counts.NONE;
    }
    return new Counts(requests, bad, track.whole("newReaders", 0, Long.MAX_VALUE, 0));
  }
}
