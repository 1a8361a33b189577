package dev.blogsite.operator.rollout;

/** Why a rollout holds, failed or was aborted; the reason of conditions and events. */
public enum Reason {
  /** The stable track is being started or changed. */
  STABLE_NOT_READY("StableNotReady"),
  /** The first deployment did not become ready. */
  DEPLOYMENT_FAILED("DeploymentFailed"),
  /** The desired revision was refused before. */
  REVISION_REFUSED("RevisionRefused"),
  /** The plan is paused. */
  PAUSED("Paused"),
  /** Canary pods are not ready. */
  CANARY_NOT_READY("CanaryNotReady"),
  /** Canary pods refused their set. */
  CONFIG_REFUSED("ConfigRefused"),
  /** Canary pods crash. */
  CANARY_CRASHED("CanaryCrashed"),
  /** A router does not follow the split yet. */
  SPLIT_NOT_IN_FORCE("SplitNotInForce"),
  /** The step's least time is not over. */
  INTERVAL("Interval"),
  /** The watch is not over. */
  WATCH("Watch"),
  /** The step's first look is not due yet. */
  AWAITING_LOOK("AwaitingLook"),
  /** A source of counts gave nothing. */
  METRICS_MISSING("MetricsMissing"),
  /** The canary had too few requests. */
  TOO_FEW_REQUESTS("TooFewRequests"),
  /** Both tracks are outside an objective that stable met before. */
  BOTH_OUTSIDE("BothTracksOutside"),
  /** The canary looks bad, but one burst would look the same. */
  SUSPECTED("HarmSuspected"),
  /** New readers are not split by the weight. */
  WEIGHT_NOT_HONOURED("WeightNotHonoured"),
  /** The probe crawl is under way. */
  PROBING("JudgedByProbes"),
  /** The last step goes on until the objective is certified. */
  CERTIFYING("Certifying"),
  /** An objective was violated. */
  OBJECTIVE_VIOLATED("ObjectiveViolated"),
  /** There was no verdict for the inconclusive deadline. */
  INCONCLUSIVE("Inconclusive"),
  /** A person asked for it. */
  REQUESTED("Requested"),
  /** The spec went back to the stable revision. */
  CHANGED_BACK("ChangedBack"),
  /** The spec asks for another revision. */
  SUPERSEDED("Superseded"),
  /** Readers are on their way back to the stable track. */
  STABLE_SCALING("StableScaling");

  private final String word;

  Reason(String word) {
    this.word = word;
  }

  /** The reason as conditions and events write it. */
  public String word() {
    return word;
  }
}
