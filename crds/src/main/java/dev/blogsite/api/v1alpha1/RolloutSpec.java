package dev.blogsite.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a change reaches the readers: in which steps, and how long each is judged. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RolloutSpec(
    @JsonPropertyDescription("Shares of the readers that the canary gets, one after the other.")
        @Default(RolloutSpec.DEFAULT_STEPS)
        @Size(min = 1, max = 20)
        @ValidationRule(
            value =
                "!self.all(s, s.weight.matches('"
                    + Formats.PERCENT
                    + "')) || self.all(s, self.indexOf(s) == self.lastIndexOf(s) && self.all(t,"
                    + " (self.indexOf(s) < self.indexOf(t)) == (double(s.weight) <"
                    + " double(t.weight))))",
            message =
                "steps rise strictly: write each weight greater than the one before, such as 0.5,"
                    + " 5, 25, 50")
        @Nullable List<Step> steps,
    @JsonPropertyDescription("Least time in a step, from 1s to 24h.")
        @Default("5m")
        @Size(max = 24)
        @ValidationRule(
            value =
                "self.size() > 0 && self.matches('"
                    + Formats.DURATION
                    + "') && duration(self) >= duration('1s') && duration(self) <= duration('24h')",
            messageExpression =
                Formats.REFUSED
                    + "interval is a duration from 1s to 24h: write one such as 90s, 5m or 1h30m'")
        @Nullable String interval,
    @JsonPropertyDescription("Requests that the canary must have served before a step can pass.")
        @Default("500")
        @Min(1)
        @Max(100_000_000)
        @Nullable Integer minRequests,
    @JsonPropertyDescription("Time that a promoted canary is watched before stable follows.")
        @Default("10m")
        @Size(max = 24)
        @ValidationRule(
            value =
                "self.size() > 0 && self.matches('"
                    + Formats.DURATION
                    + "') && duration(self) >= duration('1s') && duration(self) <="
                    + " duration('168h')",
            messageExpression =
                Formats.REFUSED
                    + "watch is a duration from 1s to 168h: write one such as 90s, 10m or 1h30m'")
        @Nullable String watch,
    @JsonPropertyDescription("What happens while the evidence says neither Pass nor Fail.")
        @Default("Hold")
        @Nullable OnInconclusive onInconclusive,
    @JsonPropertyDescription("Time without a verdict after which Abort gives up.")
        @Default("30m")
        @Size(max = 24)
        @ValidationRule(
            value =
                "self.size() > 0 && self.matches('"
                    + Formats.DURATION
                    + "') && duration(self) >= duration('1s') && duration(self) <="
                    + " duration('168h')",
            messageExpression =
                Formats.REFUSED
                    + "inconclusiveDeadline is a duration from 1s to 168h: write one such as 30m or"
                    + " 2h'")
        @Nullable String inconclusiveDeadline,
    @JsonPropertyDescription("Time that canary pods may take to become ready.")
        @Default("10m")
        @Size(max = 24)
        @ValidationRule(
            value =
                "self.size() > 0 && self.matches('"
                    + Formats.DURATION
                    + "') && duration(self) >= duration('10s') && duration(self) <="
                    + " duration('24h')",
            messageExpression =
                Formats.REFUSED
                    + "progressDeadline is a duration from 10s to 24h: write one such as 90s or"
                    + " 10m'")
        @Nullable String progressDeadline,
    @JsonPropertyDescription("How many times stable's bad ratio the canary may have, 1 to 10.")
        @Default("\"1.5\"")
        @Size(max = 5)
        @ValidationRule(
            value =
                "self.matches('"
                    + Formats.FACTOR
                    + "') && double(self) >= 1.0 && double(self) <= 10.0",
            messageExpression =
                Formats.REFUSED
                    + "tolerance is a factor from 1 to 10 with at most two decimals, in quotes:"
                    + " write one such as \"1.5\"'")
        @Nullable String tolerance,
    @JsonPropertyDescription("BlogRollouts kept once they are over.")
        @Default("10")
        @Min(1)
        @Max(100)
        @Nullable Integer historyLimit,
    @JsonPropertyDescription("Holds the rollout where it is; a Fail still aborts it.")
        @Default("false")
        @Nullable Boolean paused) {

  /** The steps of a site that names none, as YAML. */
  public static final String DEFAULT_STEPS =
      """
      - {weight: "0.5"}
      - {weight: "5"}
      - {weight: "25"}
      - {weight: "50"}
      """;

  /** One rung: the share of the readers that the canary gets. */
  public record Step(
      @JsonPropertyDescription("Percent of the readers, from 0.0001 to 100, in quotes.")
          @Required
          @Size(max = 8)
          @ValidationRule(
              value = "self.matches('" + Formats.PERCENT + "') && double(self) > 0.0",
              messageExpression =
                  Formats.REFUSED
                      + "weight is a percentage from 0.0001 to 100 with at most four decimals, in"
                      + " quotes: write one such as \"0.5\"'")
          String weight) {}
}
