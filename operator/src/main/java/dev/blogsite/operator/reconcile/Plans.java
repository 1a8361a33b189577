package dev.blogsite.operator.reconcile;

import dev.blogsite.api.v1alpha1.Formats;
import dev.blogsite.api.v1alpha1.OnInconclusive;
import dev.blogsite.api.v1alpha1.RolloutSpec;
import dev.blogsite.operator.rollout.Plan;
import dev.blogsite.operator.slo.Objective;
import dev.blogsite.operator.slo.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how a site wants to be rolled out. */
final class Plans {

  /** The chance, over a whole rollout, of failing a good canary. */
  private static final double ALPHA = 0.05;

  private static final List<Integer> PRESET_STEPS = List.of(5_000, 50_000, 250_000, 500_000);
  private static final RolloutSpec PRESET =
      new RolloutSpec(null, null, null, null, null, null, null, null, null, null);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);

  private Plans() {}

  static Plan parse(
      @Nullable RolloutSpec said, int replicas, List<Objective> objectives, Errors errors) {
    RolloutSpec spec = said == null ? PRESET : said;
    String at = "spec.rollout.";
    List<Integer> steps = steps(spec, errors);
    Duration interval = errors.duration(at + "interval", spec.interval(), "5m", SECOND, DAY);
    int minRequests = errors.number(at + "minRequests", spec.minRequests(), 500, 1, 100_000_000);
    Duration watch = errors.duration(at + "watch", spec.watch(), "10m", SECOND, WEEK);
    Duration inconclusive =
        errors.duration(
            at + "inconclusiveDeadline", spec.inconclusiveDeadline(), "30m", SECOND, WEEK);
    Duration progress =
        errors.duration(
            at + "progressDeadline", spec.progressDeadline(), "10m", Duration.ofSeconds(10), DAY);
    String factor = spec.tolerance() == null ? "1.5" : spec.tolerance();
    double tolerance = errors.decimal(at + "tolerance", factor, 1, false, 10);
    return new Plan(
        replicas,
        steps,
        interval,
        watch,
        spec.onInconclusive() == OnInconclusive.Abort
            ? Plan.OnInconclusive.ABORT
            : Plan.OnInconclusive.HOLD,
        inconclusive,
        progress,
        Boolean.TRUE.equals(spec.paused()),
        new Rules(ALPHA, tolerance, minRequests, objectives));
  }

  static int historyLimit(@Nullable RolloutSpec spec, Errors errors) {
    Integer said = spec == null ? null : spec.historyLimit();
    return errors.number("spec.rollout.historyLimit", said, 10, 1, 100);
  }

  private static List<Integer> steps(RolloutSpec spec, Errors errors) {
    if (spec.steps() == null) {
      return PRESET_STEPS;
    }
    if (spec.steps().isEmpty()) {
      errors.refuse("spec.rollout.steps", "empty", "have at least one step");
    }
    List<Integer> steps = new ArrayList<>();
    String before = "";
    for (int i = 0; i < spec.steps().size(); i++) {
      String path = "spec.rollout.steps[" + i + "].weight";
      String said = spec.steps().get(i).weight();
      int ppm = Formats.weightPpm(said).orElse(0);
      if (ppm == 0) {
        errors.refuse(path, said, "be a percentage from 0.0001 to 100");
        continue;
      }
      if (!steps.isEmpty() && ppm <= steps.getLast()) {
        errors.refuse(path, said, "exceed " + before);
        continue;
      }
      before = "steps[" + i + "].weight (" + said + ")";
      steps.add(ppm);
    }
    return steps.isEmpty() ? PRESET_STEPS : steps;
  }

  /** The plan, with no step forward, for as many pods as there are. */
  static Plan standingStill(Plan plan, int replicas) {
    return with(plan, replicas, true, plan.rules());
  }

  /** The plan, judged also by addresses of the sitemap that are not found, if it is not already. */
  static Plan judgedOnContent(Plan plan) {
    Rules rules = plan.rules();
    var objectives = new ArrayList<>(rules.objectives());
    if (objectives.stream().anyMatch(o -> o.kind() == Objective.Kind.NOT_FOUND)) {
      return plan;
    }
    objectives.add(Objectives.NOT_FOUND);
    return with(
        plan,
        plan.replicas(),
        plan.paused(),
        new Rules(rules.alpha(), rules.tolerance(), rules.minRequests(), objectives));
  }

  private static Plan with(Plan plan, int replicas, boolean paused, Rules rules) {
    return new Plan(
        replicas,
        plan.stepsPpm(),
        plan.interval(),
        plan.watch(),
        plan.onInconclusive(),
        plan.inconclusiveDeadline(),
        plan.progressDeadline(),
        paused,
        rules);
  }
}
