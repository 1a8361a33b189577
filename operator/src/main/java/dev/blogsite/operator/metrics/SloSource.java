package dev.blogsite.operator.metrics;

import dev.blogsite.operator.cluster.PodRef;
import java.util.List;

/** Where a site's counts come from. Thread-safe. */
public interface SloSource {

  /** What these router pods of {@code site} say, one reading for each. */
  List<Reading> routers(String site, List<PodRef> pods);

  /** What these blog pods say, one reading for each. */
  List<Reading> blogs(List<PodRef> pods);
}
