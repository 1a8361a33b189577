package dev.blogsite.operator.reconcile;

import dev.blogsite.api.v1alpha1.Slo;
import dev.blogsite.operator.slo.Objective;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the objectives of a spec. */
final class Objectives {

  /** What a change of the content is judged by, beside the spec's own objectives. */
  static final Objective NOT_FOUND =
      new Objective("not-found", Objective.Kind.NOT_FOUND, 0.001, Duration.ZERO);

  private static final List<Objective> PRESET =
      List.of(
          new Objective("availability", Objective.Kind.AVAILABILITY, 0.0001, Duration.ZERO),
          new Objective("latency", Objective.Kind.LATENCY, 0.05, Duration.ofMillis(320)),
          new Objective("saturation", Objective.Kind.SATURATION, 0.85, Duration.ZERO));

  private Objectives() {}

  static List<Objective> parse(@Nullable Slo slo, Errors errors) {
    if (slo == null || slo.objectives() == null) {
      return PRESET;
    }
    List<Objective> parsed = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < slo.objectives().size(); i++) {
      String path = "spec.slo.objectives[" + i + "]";
      var said = slo.objectives().get(i);
      if (!names.add(said.name())) {
        errors.refuse(path + ".name", said.name(), "differ from the names before it");
      }
      one(path, said, errors).ifPresent(parsed::add);
    }
    if (parsed.isEmpty() && errors.found().isEmpty()) {
      errors.refuse("spec.slo.objectives", "empty", "have at least one objective");
    }
    return parsed;
  }

  private static Optional<Objective> one(
      String path, dev.blogsite.api.v1alpha1.Objective said, Errors errors) {
    long kinds =
        Stream.of(said.errorRatio(), said.threshold(), said.dbPoolUsage(), said.notFoundRatio())
            .filter(Objects::nonNull)
            .count();
    if (kinds != 1) {
      String rule = "have exactly one of errorRatio, threshold, dbPoolUsage, notFoundRatio";
      errors.refuse(path, said.name(), rule);
      return Optional.empty();
    }
    if (said.errorRatio() != null) {
      double limit = ratio(path + ".errorRatio", said.errorRatio(), errors);
      return Optional.of(of(said.name(), Objective.Kind.AVAILABILITY, limit));
    }
    if (said.dbPoolUsage() != null) {
      double limit = ratio(path + ".dbPoolUsage", said.dbPoolUsage(), errors);
      return Optional.of(of(said.name(), Objective.Kind.SATURATION, limit));
    }
    if (said.notFoundRatio() != null) {
      double limit = ratio(path + ".notFoundRatio", said.notFoundRatio(), errors);
      return Optional.of(of(said.name(), Objective.Kind.NOT_FOUND, limit));
    }
    return Optional.of(latency(path, said, errors));
  }

  private static Objective latency(
      String path, dev.blogsite.api.v1alpha1.Objective said, Errors errors) {
    Duration threshold =
        errors.duration(
            path + ".threshold", said.threshold(), "", Duration.ofMillis(1), Duration.ofMinutes(1));
    int percentile = errors.number(path + ".percentile", said.percentile(), 95, 1, 99);
    // A percentile within the threshold is the same as a share of slow requests.
    return new Objective(
        said.name(), Objective.Kind.LATENCY, (100 - percentile) / 100.0, threshold);
  }

  private static Objective of(String name, Objective.Kind kind, double limit) {
    return new Objective(name, kind, limit, Duration.ZERO);
  }

  private static double ratio(String path, String text, Errors errors) {
    return errors.decimal(path, text, 0, true, 1);
  }
}
