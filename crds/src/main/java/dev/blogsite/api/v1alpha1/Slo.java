package dev.blogsite.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What readers may expect of the blog. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Slo(
    @JsonPropertyDescription("Objectives that a canary is judged by. A list replaces the default.")
        @Default(Slo.DEFAULT_OBJECTIVES)
        @Size(min = 1, max = 16)
        @Nullable List<Objective> objectives) {

  /** The objectives of a site that names none, as YAML. */
  public static final String DEFAULT_OBJECTIVES =
      """
      - {name: availability, errorRatio: "0.0001"}
      - {name: latency, threshold: 320ms, percentile: 95}
      - {name: saturation, dbPoolUsage: "0.85"}
      """;
}
