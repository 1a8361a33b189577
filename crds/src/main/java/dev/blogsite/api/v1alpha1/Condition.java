package dev.blogsite.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One statement on a resource, as Kubernetes writes them.
 *
 * @param type one of {@link #READY}, {@link #PROGRESSING}, {@link #DEGRADED}
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param observedGeneration the {@code metadata.generation} it is about
 * @param lastTransitionTime when {@code status} last changed
 * @param reason one of {@link Reasons}
 * @param message why, in sentences without ticking numbers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
    @Required @Size(max = 64) String type,
    @Required Status status,
    @Nullable Long observedGeneration,
    @Required Instant lastTransitionTime,
    @Required @Size(max = 64) String reason,
    @Required @Size(max = 32768) String message) {

  /** Readers are served what the spec asks for, or are on their way to it by a rollout. */
  public static final String READY = "Ready";

  /** Something is on its way: a first deployment or a rollout. */
  public static final String PROGRESSING = "Progressing";

  /** Something is wrong that readers do not (yet) feel. */
  public static final String DEGRADED = "Degraded";

  /** Whether a condition holds. */
  public enum Status {
    /** It holds. */
    True,
    /** It does not hold. */
    False,
    /** Nobody can tell. */
    Unknown
  }
}
