package dev.blogsite.operator.slo;

import java.time.Instant;
import java.util.List;

/**
 * One look at everything. A ledger takes each look once, known by its time.
 *
 * @param time when the counters were read
 * @param samples one per cluster, objective and source; counts are since the look before. An
 *     objective that has none in a cluster seen before is missing
 */
public record Look(Instant time, List<Sample> samples) {
  public Look {
    samples = List.copyOf(samples);
  }
}
