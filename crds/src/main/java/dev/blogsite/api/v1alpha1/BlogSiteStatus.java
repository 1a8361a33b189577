package dev.blogsite.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator says of a blog. It is a report, never a memory: all of it but {@code refused}
 * and {@code answered} is read anew from the cluster.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BlogSiteStatus(
    @JsonPropertyDescription("metadata.generation that this status is about.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("Where the site stands, in one word.") @Nullable SitePhase phase,
    @JsonPropertyDescription("Revision that stable serves.") @Size(max = 16)
        @Nullable String stableRevision,
    @JsonPropertyDescription("Version or image that stable serves.") @Size(max = 512)
        @Nullable String version,
    @JsonPropertyDescription("Revision that the canary serves, while there is one.") @Size(max = 16)
        @Nullable String canaryRevision,
    @JsonPropertyDescription("BlogRollout under way, or the last one.") @Size(max = 253)
        @Nullable String rollout,
    @JsonPropertyDescription("Step under way and how many there are, such as 2/4.") @Size(max = 16)
        @Nullable String step,
    @JsonPropertyDescription("Percent of the readers that the canary gets, such as 0.5.")
        @Size(max = 8)
        @Nullable String weight,
    @JsonPropertyDescription("The judge's answer on the step under way.") @Nullable Verdict verdict,
    @JsonPropertyDescription("Revision that was aborted and is not tried again.")
        @Nullable Refused refused,
    @JsonPropertyDescription("Where readers find the blog.") @Size(max = 512) @Nullable String url,
    @JsonPropertyDescription("Pods of all tracks.") @StatusReplicas @Nullable Integer replicas,
    @JsonPropertyDescription("Those of them that are ready.") @Nullable Integer readyReplicas,
    @JsonPropertyDescription("Ready, Progressing, Degraded.") @Size(max = 16)
        @Nullable List<Condition> conditions,
    @JsonPropertyDescription("Annotations that an event has answered.")
        @Nullable Answered answered) {

  /**
   * A revision that was aborted. It is tried again when the spec changes or {@code
   * blogsite.dev/retry} asks for it.
   *
   * @param revision 10 hex digits
   * @param reason one of {@link Reasons}
   * @param message why, in one sentence
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Refused(
      @Size(max = 16) String revision,
      @Size(max = 64) @Nullable String reason,
      @Size(max = 4096) @Nullable String message) {}

  /** The value of each annotation that was acted on or refused, so that none is answered twice. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answered(
      @Size(max = 256) @Nullable String promote,
      @Size(max = 256) @Nullable String abort,
      @Size(max = 256) @Nullable String retry) {}
}
