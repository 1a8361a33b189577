package dev.blogsite.operator.slo;

/**
 * What was counted on one track over one span. Plain numbers, so that it can be kept as JSON.
 *
 * @param requests requests that the objective is about, bad ones included; for a gauge, looks
 * @param bad those of them that were bad; at most {@code requests}
 * @param newReaders readers who were given this track in the span; 0 where it does not apply
 */
public record Counts(long requests, long bad, long newReaders) {
  /** Nothing counted. */
  public static final Counts NONE = new Counts(0, 0, 0);

  public Counts {
    if (requests < 0 || bad < 0 || newReaders < 0) {
      throw new IllegalArgumentException(
          "counts are %d requests, %d bad, %d new readers; none may be negative"
              .formatted(requests, bad, newReaders));
    }
    if (bad > requests) {
      throw new IllegalArgumentException(
          "counts are %d bad of %d requests; bad ones are requests too".formatted(bad, requests));
    }
  }

  /** Both spans together; what no long can hold is the most that one can. */
  public Counts plus(Counts other) {
    return new Counts(
        sum(requests, other.requests), sum(bad, other.bad), sum(newReaders, other.newReaders));
  }

  private static long sum(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** The same without its readers. */
  Counts withoutNewReaders() {
    return new Counts(requests, bad, 0);
  }

  /** The share of bad requests, in [0, 1]; 0 when there were none at all. */
  public double ratio() {
    return requests == 0 ? 0 : (double) bad / requests;
  }
}
