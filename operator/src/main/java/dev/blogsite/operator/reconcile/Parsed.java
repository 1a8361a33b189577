package dev.blogsite.operator.reconcile;

import dev.blogsite.operator.rollout.Plan;
import java.util.List;

/** What became of a spec. */
public sealed interface Parsed {

  /** It can be carried out. */
  record Valid(Wanted wanted) implements Parsed {}

  /**
   * It cannot: every error, in the order of the spec's fields.
   *
   * @param plan what can be read of how the site is to be rolled out, with presets for the rest
   */
  record Invalid(List<String> errors, Plan plan) implements Parsed {
    /** The list is copied. */
    public Invalid {
      errors = List.copyOf(errors);
    }
  }
}
