package dev.blogsite.api.v1alpha1;

/**
 * Reasons of conditions and events: what kind of thing happened, in one word. First those of sites,
 * then those of what a rollout does, then those of why it holds or ends.
 */
public final class Reasons {
  /** The spec breaks rules that the API server cannot see. */
  public static final String INVALID_SPEC = "InvalidSpec";

  /** An older site has one of the hosts. */
  public static final String HOST_CONFLICT = "HostConflict";

  /** An object that the site needs has a name that someone else's object has. */
  public static final String NAME_TAKEN = "NameTaken";

  /** What a revision was is kept nowhere any more. */
  public static final String REVISION_LOST = "RevisionLost";

  /** A ConfigMap that the spec names is missing or cannot be used. */
  public static final String CONTENT_UNUSABLE = "ContentUnusable";

  /** Readers are served. */
  public static final String SERVING = "Serving";

  /** The first revision is on its way. */
  public static final String DEPLOYING = "Deploying";

  /** Nothing rolls out. */
  public static final String IDLE = "Idle";

  /** Nothing is wrong. */
  public static final String AS_DESIRED = "AsDesired";

  /** Fewer pods of stable are ready than were asked for. */
  public static final String PODS_NOT_READY = "PodsNotReady";

  /** Pods of stable are ready, but do not tell the operator what they serve. */
  public static final String PODS_SILENT = "PodsSilent";

  /** Posts that cannot be read are left out; the others are served. */
  public static final String POSTS_REFUSED = "PostsRefused";

  /** Pods of one track run different images under one reference. */
  public static final String IMAGES_DIFFER = "ImagesDiffer";

  /** What the operator asks of the API server fails each time. */
  public static final String API_ERROR = "ApiError";

  /** The site's first revision serves readers. */
  public static final String DEPLOYED = "Deployed";

  /** An annotation was acted on. */
  public static final String REQUEST_ACCEPTED = "RequestAccepted";

  /** An annotation could not be acted on. */
  public static final String REQUEST_REFUSED = "RequestRefused";

  /** A rollout began. */
  public static final String ROLLOUT_STARTED = "RolloutStarted";

  /** A rollout whose record was lost goes on from what the cluster shows. */
  public static final String ROLLOUT_RECOVERED = "RolloutRecovered";

  /** The judge looked once more; no event tells of it. */
  public static final String LOOKED = "Looked";

  /** The canary gets another share of the readers. */
  public static final String WEIGHT_CHANGING = "WeightChanging";

  /** The split of a step is in force, and the judge begins. */
  public static final String STEP_OPENED = "StepOpened";

  /** A step passed. */
  public static final String STEP_PASSED = "StepPassed";

  /** Steps were merged, since the readers are too few to judge each. */
  public static final String STEP_MERGED = "StepMerged";

  /** The operator's own requests are judged, since readers are too few. */
  public static final String JUDGED_BY_PROBES = "JudgedByProbes";

  /** An annotation skips the steps that are left. */
  public static final String PROMOTE_REQUESTED = "PromoteRequested";

  /** The canary gets nearly all readers and is watched. */
  public static final String PROMOTING = "Promoting";

  /** Stable is being brought to the new revision. */
  public static final String COMPLETING = "Completing";

  /** Stable serves the new revision. */
  public static final String PROMOTED = "Promoted";

  /** The readers go back to stable. */
  public static final String ABORTING = "Aborting";

  /** The canary was refused and is gone. */
  public static final String ABORTED = "Aborted";

  /** A newer revision took the canary's place. */
  public static final String SUPERSEDED = "Superseded";

  /** A refused revision may be tried again. */
  public static final String REFUSAL_FORGOTTEN = "RefusalForgotten";

  /** The stable track is being started or changed. */
  public static final String STABLE_NOT_READY = "StableNotReady";

  /** The first revision did not become ready in time. */
  public static final String DEPLOYMENT_FAILED = "DeploymentFailed";

  /** The revision that the spec asks for was refused before. */
  public static final String REVISION_REFUSED = "RevisionRefused";

  /** The spec holds rollouts. */
  public static final String PAUSED = "Paused";

  /** The canary's pods are not ready. */
  public static final String CANARY_NOT_READY = "CanaryNotReady";

  /** The canary's pods refused what they were to serve. */
  public static final String CONFIG_REFUSED = "ConfigRefused";

  /** The canary's pods crash. */
  public static final String CANARY_CRASHED = "CanaryCrashed";

  /** A router does not follow the split yet. */
  public static final String SPLIT_NOT_IN_FORCE = "SplitNotInForce";

  /** The step's least time is not over. */
  public static final String INTERVAL = "Interval";

  /** The watch is not over. */
  public static final String WATCH = "Watch";

  /** The step's first look is not due yet. */
  public static final String AWAITING_LOOK = "AwaitingLook";

  /** A source of evidence gave nothing. */
  public static final String METRICS_MISSING = "MetricsMissing";

  /** The canary has served fewer requests than were asked for. */
  public static final String TOO_FEW_REQUESTS = "TooFewRequests";

  /** Both tracks are outside an objective that stable met before the rollout. */
  public static final String BOTH_OUTSIDE = "BothTracksOutside";

  /** The canary looks bad, but one burst of errors would look the same. */
  public static final String SUSPECTED = "HarmSuspected";

  /** New readers do not reach the canary in the share asked for. */
  public static final String WEIGHT_NOT_HONOURED = "WeightNotHonoured";

  /** The last step goes on until the objectives are certified. */
  public static final String CERTIFYING = "Certifying";

  /** The canary broke an objective or is worse than stable. */
  public static final String OBJECTIVE_VIOLATED = "ObjectiveViolated";

  /** There was no verdict within the deadline. */
  public static final String INCONCLUSIVE = "Inconclusive";

  /** An annotation asked for it. */
  public static final String REQUESTED = "Requested";

  /** The spec went back to what stable serves. */
  public static final String CHANGED_BACK = "ChangedBack";

  /** Stable grows so that it can carry all readers again. */
  public static final String STABLE_SCALING = "StableScaling";

  private Reasons() {}
}
