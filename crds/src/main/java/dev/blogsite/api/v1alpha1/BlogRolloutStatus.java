package dev.blogsite.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a rollout stands and how it came there. {@code epoch} is raised by compare-and-swap (on the
 * resourceVersion) before each change of the split.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BlogRolloutStatus(
    @JsonPropertyDescription("Where the rollout stands, in one word.") @Size(max = 32)
        @Nullable String phase,
    @JsonPropertyDescription("When it came there.") @Nullable Instant phaseSince,
    @JsonPropertyDescription("Step under way, counted from 0.") @Min(0) @Max(64)
        @Nullable Integer step,
    @JsonPropertyDescription("When that step began.") @Nullable Instant stepSince,
    @JsonPropertyDescription("Step under way and how many there are, such as 2/4.") @Size(max = 16)
        @Nullable String progress,
    @JsonPropertyDescription("Number of the split last asked for; an older one is refused.") @Min(0)
        @Nullable Long epoch,
    @JsonPropertyDescription("Readers out of 1,000,000 that the canary is to get.")
        @Min(0)
        @Max(1_000_000)
        @Nullable Integer weightPpm,
    @JsonPropertyDescription("The same in percent, such as 0.5.") @Size(max = 8)
        @Nullable String weight,
    @JsonPropertyDescription("The judge's answer on the step under way.") @Nullable Verdict verdict,
    @JsonPropertyDescription("When the canary was made.") @Nullable Instant startedAt,
    @JsonPropertyDescription("When it was over.") @Nullable Instant finishedAt,
    @JsonPropertyDescription("Why it stands there, in one word.") @Size(max = 64)
        @Nullable String reason,
    @JsonPropertyDescription("Why it stands there, in sentences.") @Size(max = 4096)
        @Nullable String message,
    @JsonPropertyDescription("Every step begun, with what was counted and said.") @Size(max = 64)
        @Nullable List<StepRecord> steps,
    @JsonPropertyDescription("The judge's own state, for the operator alone.")
        @PreserveUnknownFields
        @Nullable JsonNode evidence) {}
