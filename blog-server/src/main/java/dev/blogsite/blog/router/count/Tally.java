package dev.blogsite.blog.router.count;

import dev.blogsite.blog.router.split.Threshold;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What is counted of one kind of request on one track. Safe for use by any thread. */
public final class Tally {
  private final LongAdder requests;
  private final LongAdder errors;
  private final LongAdder latencyRequests;
  private final LongAdder listedRequests;
  private final LongAdder listedNotFound;
  private final List<Threshold> thresholds;
  private final LongAdder[] slow;

  /** A tally at zero. */
  public Tally(List<Threshold> thresholds) {
    requests = new LongAdder();
    errors = new LongAdder();
    latencyRequests = new LongAdder();
    listedRequests = new LongAdder();
    listedNotFound = new LongAdder();
    this.thresholds = thresholds;
    slow = new LongAdder[thresholds.size()];
    for (int i = 0; i < slow.length; i++) {
      slow[i] = new LongAdder();
    }
  }

  private Tally(Tally old, List<Threshold> thresholds) {
    requests = old.requests;
    errors = old.errors;
    latencyRequests = old.latencyRequests;
    listedRequests = old.listedRequests;
    listedNotFound = old.listedNotFound;
    this.thresholds = thresholds;
    slow = new LongAdder[thresholds.size()];
    for (int i = 0; i < slow.length; i++) {
      int before = old.thresholds.indexOf(thresholds.get(i));
      slow[i] = before < 0 ? new LongAdder() : old.slow[before];
    }
  }

  /** The same counts with other thresholds; the slow ones of a new threshold start at zero. */
  Tally withThresholds(List<Threshold> changed) {
    return changed.equals(thresholds) ? this : new Tally(this, changed);
  }

  /** Counts a request that is over. */
  void ended(boolean error) {
    requests.increment();
    if (error) {
      errors.increment();
    }
  }

  /** Counts the time to the start of a response. */
  void started(long nanos) {
    latencyRequests.increment();
    for (int i = 0; i < slow.length; i++) {
      if (nanos > thresholds.get(i).nanos()) {
        slow[i].increment();
      }
    }
  }

  /** Counts an answer to an address that the stable track's sitemap lists. */
  void listed(boolean notFound) {
    listedRequests.increment();
    if (notFound) {
      listedNotFound.increment();
    }
  }

  /** The counts now. */
  public Counts counts() {
    Map<String, Long> slowCounts = new LinkedHashMap<>();
    for (int i = 0; i < slow.length; i++) {
      slowCounts.put(thresholds.get(i).objective(), slow[i].sum());
    }
    return new Counts(
        requests.sum(),
        errors.sum(),
        latencyRequests.sum(),
        slowCounts,
        listedRequests.sum(),
        listedNotFound.sum());
  }

  /**
   * A tally's counts at one time.
   *
   * @param requests all that ended, the failed ones too
   * @param errors 5xx answers, and requests without a whole answer
   * @param latencyRequests those whose time to the start of the response was taken
   * @param slow of those, the ones over each objective's threshold
   */
  public record Counts(
      long requests,
      long errors,
      long latencyRequests,
      Map<String, Long> slow,
      long listedRequests,
      long listedNotFound) {}
}
