package dev.blogsite.operator.reconcile;

import java.util.List;

/** What became of a spec. */
public sealed interface Parsed {

  /** It can be carried out. */
  record Valid(Wanted wanted) implements Parsed {}

  /** It cannot: every error, in the order of the spec's fields. */
  record Invalid(List<String> errors) implements Parsed {
    /** The list is copied. */
    public Invalid {
      errors = List.copyOf(errors);
    }
  }
}
