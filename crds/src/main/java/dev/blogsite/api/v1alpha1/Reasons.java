package dev.blogsite.api.v1alpha1;

/** Reasons of conditions and events: what kind of thing happened, in one word. */
public final class Reasons {
  /** The spec breaks rules that the API server cannot see. */
  public static final String INVALID_SPEC = "InvalidSpec";

  /** An older site has one of the hosts. */
  public static final String HOST_CONFLICT = "HostConflict";

  /** A ConfigMap that the spec names is missing or cannot be used. */
  public static final String CONTENT_UNUSABLE = "ContentUnusable";

  /** Stable serves what the spec asks for. */
  public static final String SERVING = "Serving";

  /** The first revision is on its way. */
  public static final String DEPLOYING = "Deploying";

  /** The first revision did not become ready in time. */
  public static final String DEPLOY_FAILED = "DeployFailed";

  /** Fewer pods of stable are ready than were asked for. */
  public static final String PODS_NOT_READY = "PodsNotReady";

  /** Pods of one track run different images under one reference. */
  public static final String IMAGES_DIFFER = "ImagesDiffer";

  /** Nothing is wrong. */
  public static final String AS_DESIRED = "AsDesired";

  /** Nothing rolls out. */
  public static final String IDLE = "Idle";

  /** A rollout began. */
  public static final String ROLLOUT_STARTED = "RolloutStarted";

  /** The canary's pods are being started. */
  public static final String PREPARING = "Preparing";

  /** The split is changing. */
  public static final String SHIFTING = "Shifting";

  /** The canary got another share of the readers. */
  public static final String WEIGHT_SHIFTED = "WeightShifted";

  /** The judge is looking. */
  public static final String JUDGING = "Judging";

  /** A step passed. */
  public static final String STEP_PASSED = "StepPassed";

  /** Steps were merged since the readers are too few to judge each. */
  public static final String STEPS_MERGED = "StepsMerged";

  /** A step was judged by the operator's own requests since readers are too few. */
  public static final String JUDGED_BY_PROBES = "JudgedByProbes";

  /** The evidence says neither Pass nor Fail. */
  public static final String INCONCLUSIVE = "Inconclusive";

  /** A source of evidence gave nothing. */
  public static final String EVIDENCE_MISSING = "EvidenceMissing";

  /** New readers do not reach the canary in the share that the split asks for. */
  public static final String WEIGHT_NOT_HONOURED = "WeightNotHonoured";

  /** Stable itself is outside an objective, so the canary is only compared with it. */
  public static final String SITE_OUTSIDE_OBJECTIVE = "SiteOutsideObjective";

  /** An objective's certification cannot be reached with this site's readers. */
  public static final String CERTIFICATION_WAIVED = "CertificationWaived";

  /** {@code spec.rollout.paused} holds the rollout. */
  public static final String PAUSED = "Paused";

  /** The promoted canary is being watched. */
  public static final String WATCHING = "Watching";

  /** Stable is being brought to the new revision. */
  public static final String PROMOTING = "Promoting";

  /** Stable serves the new revision. */
  public static final String PROMOTED = "Promoted";

  /** The canary is being taken away. */
  public static final String ABORTING = "Aborting";

  /** The canary was refused. */
  public static final String ABORTED = "Aborted";

  /** A newer revision took the place of the canary. */
  public static final String SUPERSEDED = "Superseded";

  /** The canary broke an objective or was worse than stable. */
  public static final String OBJECTIVE_FAILED = "ObjectiveFailed";

  /** The canary's pods crash. */
  public static final String CANARY_CRASHING = "CanaryCrashing";

  /** The canary's pods refused what they were to serve. */
  public static final String CANARY_REFUSED_CONFIG = "CanaryRefusedConfig";

  /** The canary's pods were not ready in time. */
  public static final String PROGRESS_DEADLINE_EXCEEDED = "ProgressDeadlineExceeded";

  /** No verdict within {@code inconclusiveDeadline}. */
  public static final String INCONCLUSIVE_DEADLINE_EXCEEDED = "InconclusiveDeadlineExceeded";

  /** The spec went back to what stable serves. */
  public static final String CHANGED_BACK = "ChangedBack";

  /** An annotation was acted on. */
  public static final String REQUEST_ACCEPTED = "RequestAccepted";

  /** An annotation could not be acted on. */
  public static final String REQUEST_REFUSED = "RequestRefused";

  /** The API server refused or failed a call; it is tried again. */
  public static final String API_ERROR = "ApiError";

  private Reasons() {}
}
