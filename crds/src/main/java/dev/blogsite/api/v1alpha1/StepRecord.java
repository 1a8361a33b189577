package dev.blogsite.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of a rollout as a post-mortem reads it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepRecord(
    @JsonPropertyDescription("Which step, counted from 0.") @Required @Min(0) @Max(64) int index,
    @JsonPropertyDescription("Percent of the readers, such as 0.5.") @Size(max = 8)
        @Nullable String weight,
    @JsonPropertyDescription("When the split was in force.") @Nullable Instant startedAt,
    @JsonPropertyDescription("When the step was left.") @Nullable Instant endedAt,
    @JsonPropertyDescription("The judge's last answer on it.") @Nullable Verdict verdict,
    @JsonPropertyDescription("Why, in one sentence.") @Size(max = 4096) @Nullable String message,
    @JsonPropertyDescription("What was counted, by cluster and objective.") @Size(max = 1024)
        @Nullable List<Counts> counts) {

  /** What was counted for one objective in one cluster since the step began. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Counts(
      @JsonPropertyDescription("Cluster that served the readers.") @Required @Size(max = 63)
          String cluster,
      @JsonPropertyDescription("Name of the objective.") @Required @Size(max = 40) String objective,
      @JsonPropertyDescription("Requests of the canary.") @Nullable Long canaryRequests,
      @JsonPropertyDescription("Those that broke the objective.") @Nullable Long canaryBad,
      @JsonPropertyDescription("Requests of stable.") @Nullable Long stableRequests,
      @JsonPropertyDescription("Those that broke the objective.") @Nullable Long stableBad,
      @JsonPropertyDescription("The judge's answer on it.") @Nullable Verdict verdict,
      @JsonPropertyDescription("The evidence in words and numbers.") @Size(max = 1024)
          @Nullable String evidence) {}
}
