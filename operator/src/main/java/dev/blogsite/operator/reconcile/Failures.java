package dev.blogsite.operator.reconcile;

import dev.blogsite.api.v1alpha1.Reasons;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/** Says what failed in words that stay the same while it fails in the same way. Pure. */
final class Failures {

  private static final int MAX = 500;

  private Failures() {}

  /** The kind of failure, in one word of {@link Reasons}. */
  static String reason(Exception e) {
    if (e instanceof RevisionLost) {
      return Reasons.REVISION_LOST;
    }
    return e instanceof NameTaken ? Reasons.NAME_TAKEN : Reasons.API_ERROR;
  }

  static String words(Exception e) {
    String words =
        e instanceof KubernetesClientException failure && failure.getStatus() != null
            ? "the API server answered %d: %s"
                .formatted(failure.getCode(), failure.getStatus().getMessage())
            : Optional.ofNullable(e.getMessage()).orElseGet(() -> e.getClass().getSimpleName());
    return words.length() <= MAX ? words : words.substring(0, MAX - 1) + "…";
  }
}
