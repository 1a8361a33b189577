package dev.blogsite.operator.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blogsite.api.v1alpha1.BlogRollout;
import dev.blogsite.api.v1alpha1.BlogRolloutStatus;
import dev.blogsite.api.v1alpha1.BlogSiteStatus.Answered;
import dev.blogsite.api.v1alpha1.Formats;
import dev.blogsite.api.v1alpha1.StepRecord;
import dev.blogsite.api.v1alpha1.Verdict;
import dev.blogsite.operator.metrics.Counters;
import dev.blogsite.operator.rollout.Rollout;
import dev.blogsite.operator.rollout.StepReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rollout as its BlogRollout keeps it: a part for people, and the operator's own. Pure. */
final class Records {

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** The longest text that the schemas of statuses take. */
  static final int MAX_TEXT = 4096;

  private static final int MAX_EVIDENCE = 1024;

  private Records() {}

  /** A rollout, the counters behind its last look, and which wishes were answered by then. */
  record Kept(Rollout rollout, Counters counters, Answered answered) {}

  /** What a record keeps; empty when its status was erased or cannot be read. */
  static Optional<Kept> read(BlogRollout written) {
    if (written.getStatus() == null || written.getStatus().evidence() == null) {
      return Optional.empty();
    }
    JsonNode evidence = written.getStatus().evidence();
    try {
      Rollout rollout = MAPPER.treeToValue(evidence.path("rollout"), Rollout.class);
      Counters counters = MAPPER.treeToValue(evidence.path("counters"), Counters.class);
      return rollout == null || !rollout.name().equals(written.getMetadata().getName())
          ? Optional.empty()
          : Optional.of(
              new Kept(
                  rollout,
                  counters == null ? Counters.NONE : counters,
                  answered(evidence.path("answered"))));
    } catch (JsonProcessingException | RuntimeException _) {
      // Someone else wrote it: it is as good as erased, and is rebuilt from the cluster.
      return Optional.empty();
    }
  }

  private static Answered answered(JsonNode said) {
    return new Answered(
        said.path("promote").textValue(),
        said.path("abort").textValue(),
        said.path("retry").textValue());
  }

  /** The rollout that is under way, of records with the newest first. */
  static Optional<Rollout> running(List<BlogRollout> records) {
    return records.stream()
        .findFirst()
        .flatMap(Records::read)
        .map(Kept::rollout)
        .filter(rollout -> !rollout.phase().over());
  }

  /** The status that keeps a rollout of {@code stepCount} steps. */
  static BlogRolloutStatus write(Kept kept, int stepCount) {
    Rollout rollout = kept.rollout();
    ObjectNode evidence = MAPPER.createObjectNode();
    evidence.set("rollout", MAPPER.valueToTree(rollout));
    evidence.set("counters", MAPPER.valueToTree(kept.counters()));
    evidence.set("answered", MAPPER.valueToTree(kept.answered()));
    List<StepRecord> steps = new ArrayList<>();
    rollout.steps().forEach(step -> steps.add(step(step)));
    return new BlogRolloutStatus(
        rollout.phase().word(),
        time(rollout.phaseSince()),
        rollout.step(),
        steps.isEmpty() ? null : steps.getLast().endedAt(),
        progress(rollout.step(), stepCount),
        rollout.epoch(),
        rollout.weightPpm(),
        Formats.percent(rollout.weightPpm()),
        verdict(rollout.verdict()),
        time(rollout.startedAt()),
        rollout.phase().over() ? time(rollout.phaseSince()) : null,
        rollout.reason(),
        clip(rollout.because(), MAX_TEXT),
        steps.isEmpty() ? null : steps,
        evidence);
  }

  /** The step under way as people count: from one, the watch being beyond the last. */
  static String progress(int step, int stepCount) {
    return Math.min(step + 1, stepCount) + "/" + stepCount;
  }

  /** The verdict of that name; null for none. */
  static @Nullable Verdict verdict(String word) {
    return switch (word) {
      case "Pass" -> Verdict.Pass;
      case "Fail" -> Verdict.Fail;
      case "Unknown" -> Verdict.Unknown;
      default -> null;
    };
  }

  private static StepRecord step(StepReport step) {
    return new StepRecord(
        step.step(),
        Formats.percent(step.weightPpm()),
        time(step.openedAt()),
        time(step.closedAt()),
        verdict(step.verdict()),
        clip(step.because(), MAX_TEXT),
        step.tallies().stream().map(Records::tally).toList());
  }

  private static StepRecord.Counts tally(StepReport.Tally tally) {
    return new StepRecord.Counts(
        tally.cluster(),
        tally.objective(),
        tally.canary().requests(),
        tally.canary().bad(),
        tally.stable().requests(),
        tally.stable().bad(),
        null,
        clip(tally.words(), MAX_EVIDENCE));
  }

  private static @Nullable Instant time(long millis) {
    return millis == 0 ? null : Instant.ofEpochMilli(millis);
  }

  /** The text, cut to at most so many characters. */
  static String clip(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
