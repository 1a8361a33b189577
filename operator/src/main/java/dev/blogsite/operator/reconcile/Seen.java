package dev.blogsite.operator.reconcile;

import dev.blogsite.api.v1alpha1.BlogRollout;
import dev.blogsite.api.v1alpha1.BlogSiteStatus.Answered;
import dev.blogsite.operator.metrics.Counters;
import dev.blogsite.operator.metrics.Reading;
import dev.blogsite.operator.rollout.Observed;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was observed of a site: the values that a decision is made from, and the objects behind them
 * that an act needs.
 *
 * @param pods all pods of the site
 * @param said what pods said of themselves, by name of pod
 * @param splitMap the ConfigMap with the split
 * @param records the site's BlogRollouts, newest first
 * @param counters those to be stored with the observed look; the last ones stored when there is
 *     none
 * @param answered which wishes were answered, of those that are still asked
 */
record Seen(
    Observed observed,
    Optional<Deployment> stable,
    Optional<Deployment> canary,
    List<Pod> pods,
    Map<String, Reading> said,
    Optional<ConfigMap> splitMap,
    List<BlogRollout> records,
    Counters counters,
    Answered answered) {

  /** Lists and maps are copied. */
  Seen {
    pods = List.copyOf(pods);
    said = Map.copyOf(said);
    records = List.copyOf(records);
  }
}
