package dev.blogsite.blog.router.count;

import dev.blogsite.blog.router.split.Threshold;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * The counts of one track while it serves one revision. A request holds on to the counts it began
 * with, so none is ever counted for the revision after it. Safe for use by any thread.
 */
public final class TrackCounts {
  private final Tally readers;
  private final Tally probes;
  private final LongAdder assignments;
  private final TrackMetrics metrics;

  /** Counts at zero. */
  public TrackCounts(List<Threshold> thresholds, TrackMetrics metrics) {
    this(new Tally(thresholds), new Tally(thresholds), new LongAdder(), metrics);
  }

  private TrackCounts(Tally readers, Tally probes, LongAdder assignments, TrackMetrics metrics) {
    this.readers = readers;
    this.probes = probes;
    this.assignments = assignments;
    this.metrics = metrics;
  }

  /** Who a request is from. */
  public enum Source {
    /** A reader. */
    READER,
    /** The operator's probe, counted apart. */
    PROBE,
    /** A person looking at one track, counted nowhere. */
    OVERRIDE
  }

  /** The same counts with other thresholds. */
  public TrackCounts withThresholds(List<Threshold> thresholds) {
    return new TrackCounts(
        readers.withThresholds(thresholds),
        probes.withThresholds(thresholds),
        assignments,
        metrics);
  }

  /** Counts a new reader given to this track. */
  public void assigned() {
    assignments.increment();
    metrics.assigned();
  }

  /** Counts the time to the start of a response; not called for WebSockets and event streams. */
  public void started(Source source, long nanos) {
    switch (source) {
      case READER -> {
        readers.started(nanos);
        metrics.started(nanos);
      }
      case PROBE -> probes.started(nanos);
      case OVERRIDE -> {}
    }
  }

  /** Counts the answer to a listed address. */
  public void listed(Source source, boolean notFound) {
    switch (source) {
      case READER -> readers.listed(notFound);
      case PROBE -> probes.listed(notFound);
      case OVERRIDE -> {}
    }
  }

  /** Counts a request with a whole answer. */
  public void answered(Source source, int status) {
    boolean error = status >= 500;
    switch (source) {
      case READER -> {
        readers.ended(error);
        metrics.ended(status);
        if (error) {
          metrics.failed(Failure.STATUS);
        }
      }
      case PROBE -> probes.ended(error);
      case OVERRIDE -> {}
    }
  }

  /** Counts a request without a whole answer. */
  public void failed(Source source, Failure failure) {
    switch (source) {
      case READER -> {
        readers.ended(true);
        metrics.ended(0);
        metrics.failed(failure);
      }
      case PROBE -> probes.ended(true);
      case OVERRIDE -> {}
    }
  }

  /** Readers' requests. */
  public Tally readers() {
    return readers;
  }

  /** The operator's probes. */
  public Tally probes() {
    return probes;
  }

  /** New readers given to this track. */
  public long assignments() {
    return assignments.sum();
  }
}
