package dev.blogsite.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * One thing readers may expect, of exactly one kind: {@code errorRatio} (availability), {@code
 * threshold} (latency), {@code dbPoolUsage} (saturation) or {@code notFoundRatio} (content).
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "[has(self.errorRatio), has(self.threshold), has(self.dbPoolUsage),"
            + " has(self.notFoundRatio)].filter(k, k).size() == 1",
    message =
        "an objective has exactly one kind: write one of errorRatio, threshold (with percentile),"
            + " dbPoolUsage or notFoundRatio")
@ValidationRule(
    value = "has(self.threshold) == has(self.percentile)",
    message =
        "threshold and percentile go together: write both, such as threshold: 320ms and percentile:"
            + " 95")
public record Objective(
    @JsonPropertyDescription("Name under which events, metrics and status speak of it.")
        @Required
        @Size(min = 1, max = 40)
        @ValidationRule(
            value = "self.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
            messageExpression =
                Formats.REFUSED
                    + "name is written with a-z, 0-9 and -, beginning with a letter: write one such"
                    + " as availability'")
        String name,
    @JsonPropertyDescription("Greatest share of requests that may fail, from 0.000001 to 1.")
        @Size(max = 8)
        @ValidationRule(
            value = "self.matches('" + Formats.RATIO + "') && double(self) > 0.0",
            messageExpression =
                Formats.REFUSED
                    + "errorRatio is a share above 0 and at most 1 with at most six decimals, in"
                    + " quotes: write one such as \"0.0001\"'")
        @Nullable String errorRatio,
    @JsonPropertyDescription("Time to the start of the response that percentile of them keep.")
        @Size(max = 24)
        @ValidationRule(
            value =
                "self.size() > 0 && self.matches('"
                    + Formats.DURATION
                    + "') && duration(self) >= duration('1ms') && duration(self) <="
                    + " duration('60s')",
            messageExpression =
                Formats.REFUSED
                    + "threshold is a duration from 1ms to 60s: write one such as 320ms'")
        @Nullable String threshold,
    @JsonPropertyDescription("Percent of requests that are answered within threshold, 1 to 99.")
        @Min(1)
        @Max(99)
        @Nullable Integer percentile,
    @JsonPropertyDescription("Greatest share of a pod's database connections that may be busy.")
        @Size(max = 8)
        @ValidationRule(
            value = "self.matches('" + Formats.RATIO + "') && double(self) > 0.0",
            messageExpression =
                Formats.REFUSED
                    + "dbPoolUsage is a share above 0 and at most 1 with at most six decimals, in"
                    + " quotes: write one such as \"0.85\"'")
        @Nullable String dbPoolUsage,
    @JsonPropertyDescription("Greatest share of requests for listed addresses that may be 404.")
        @Size(max = 8)
        @ValidationRule(
            value = "self.matches('" + Formats.RATIO + "') && double(self) > 0.0",
            messageExpression =
                Formats.REFUSED
                    + "notFoundRatio is a share above 0 and at most 1 with at most six decimals, in"
                    + " quotes: write one such as \"0.001\"'")
        @Nullable String notFoundRatio) {}
