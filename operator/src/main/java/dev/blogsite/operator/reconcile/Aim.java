package dev.blogsite.operator.reconcile;

import dev.blogsite.operator.manifest.Packing;
import dev.blogsite.operator.manifest.Revision;
import dev.blogsite.operator.rollout.Plan;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;

/** What a site is to be brought to. */
sealed interface Aim {

  /** How it is to be brought there. */
  Plan plan();

  /** What its spec asks for, with the content that its ConfigMaps hold. */
  record Asked(Wanted wanted, Packing.Packed content, Revision revision) implements Aim {
    @Override
    public Plan plan() {
      return wanted.plan();
    }
  }

  /**
   * Its spec cannot be carried out: what was begun before goes on.
   *
   * @param plan what can be read of it; values that are wrong are stood in for
   * @param planIsWhole whether nothing in the plan stands in for something wrong
   * @param errors everything that is wrong
   */
  record Hindered(
      Plan plan, boolean planIsWhole, String reason, List<String> errors, Duration recheckAfter)
      implements Aim {
    /** The list is copied. */
    public Hindered {
      errors = List.copyOf(errors);
    }
  }

  /** Nobody can tell, since the API server did not give or take what belongs to it. */
  record Untold(Plan plan, KubernetesClientException failure) implements Aim {}
}
