package dev.blogsite.operator.rollout;

/** Where a rollout is. */
public enum Phase {
  /** Canary pods for the step are being started. */
  PREPARING("Preparing"),
  /** The step's split is being put in force. */
  SHIFTING("Shifting"),
  /** The canary is judged at the step's weight. */
  JUDGING("Judging"),
  /** The canary, with 95 % of the readers, is judged a last time. */
  WATCHING("Watching"),
  /** The canary has all readers while the stable track takes the new revision. */
  PROMOTING("Promoting"),
  /** Readers go back to the stable track, which has the new revision; then the canary goes. */
  COMPLETING("Completing"),
  /** Readers go back to the old revision; then the canary goes. */
  ABORTING("Aborting"),
  /** Over: the new revision is stable. */
  PROMOTED("Promoted"),
  /** Over: the old revision stayed stable. */
  ABORTED("Aborted"),
  /** Over: another revision was wanted before this one was promoted. */
  SUPERSEDED("Superseded");

  private final String word;

  Phase(String word) {
    this.word = word;
  }

  /** The phase as status writes it. */
  public String word() {
    return word;
  }

  /** Whether the rollout is over. */
  public boolean over() {
    return switch (this) {
      case PROMOTED, ABORTED, SUPERSEDED -> true;
      case PREPARING, SHIFTING, JUDGING, WATCHING, PROMOTING, COMPLETING, ABORTING -> false;
    };
  }

  /** Whether the rollout may still take steps forward on the judge's word. */
  public boolean judged() {
    return switch (this) {
      case PREPARING, SHIFTING, JUDGING, WATCHING -> true;
      case PROMOTING, COMPLETING, ABORTING, PROMOTED, ABORTED, SUPERSEDED -> false;
    };
  }
}
