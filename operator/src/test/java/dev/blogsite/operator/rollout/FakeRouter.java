package dev.blogsite.operator.rollout;

/** A router pod: takes pushes by the rule of epochs. */
final class FakeRouter {
  private final String pod;
  private long epoch;
  private int weightPpm;

  FakeRouter(String pod) {
    this.pod = pod;
  }

  /** Takes the split, unless it has a later one, or another of the same epoch. */
  void push(Split split) {
    if (split.epoch() < epoch || (split.epoch() == epoch && split.weightPpm() != weightPpm)) {
      return;
    }
    epoch = split.epoch();
    weightPpm = split.weightPpm();
  }

  int weightPpm() {
    return weightPpm;
  }

  RouterState unreachable() {
    return new RouterState(pod, false, 0, 0, false);
  }

  RouterState observe() {
    return new RouterState(pod, true, epoch, weightPpm, false);
  }
}
