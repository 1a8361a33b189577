package dev.blogsite.operator.slo;

import java.util.List;

/** The judge's answer. Missing evidence is neither good nor bad. */
public sealed interface Verdict {
  /** What each objective's evidence says, in the order of the plan. */
  List<Finding> findings();

  /** The verdict in one sentence. */
  String because();

  /** The verdict's name: {@code Pass}, {@code Fail} or {@code Unknown}. */
  default String word() {
    return switch (this) {
      case Pass _ -> "Pass";
      case Fail _ -> "Fail";
      case Unknown _ -> "Unknown";
    };
  }

  /** Every objective was seen on enough requests, and none speaks against the canary. */
  record Pass(String because, List<Finding> findings) implements Verdict {
    public Pass {
      findings = List.copyOf(findings);
    }
  }

  /** The named objective is violated; waits for nothing. */
  record Fail(String objective, String because, List<Finding> findings) implements Verdict {
    public Fail {
      findings = List.copyOf(findings);
    }
  }

  /** The evidence does not suffice, for the reason given. */
  record Unknown(Why why, String because, List<Finding> findings) implements Verdict {
    public Unknown {
      findings = List.copyOf(findings);
    }
  }

  /** Why there is no verdict. */
  enum Why {
    /** No look was taken since the step opened. */
    NO_LOOK("AwaitingLook"),
    /** A source gave nothing. */
    METRICS_MISSING("MetricsMissing"),
    /** The canary had fewer than {@code minRequests} in this step. */
    TOO_FEW_REQUESTS("TooFewRequests"),
    /** Both tracks are outside an objective that stable met before. */
    BOTH_OUTSIDE("BothTracksOutside"),
    /** The canary looks bad, but one burst would look the same. */
    SUSPECTED("HarmSuspected"),
    /** The share of new readers is not the weight. */
    WEIGHT_NOT_HONOURED("WeightNotHonoured");

    private final String word;

    Why(String word) {
      this.word = word;
    }

    /** The reason as conditions and events write it. */
    public String word() {
      return word;
    }
  }
}
