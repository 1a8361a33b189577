package dev.blogsite.operator.reconcile;

import dev.blogsite.api.v1alpha1.BlogRollout;
import dev.blogsite.api.v1alpha1.BlogSite;
import dev.blogsite.api.v1alpha1.BlogSiteStatus;
import dev.blogsite.api.v1alpha1.Keys;
import dev.blogsite.operator.cluster.PodRef;
import dev.blogsite.operator.manifest.SiteId;
import dev.blogsite.operator.manifest.TrackName;
import dev.blogsite.operator.metrics.Counters;
import dev.blogsite.operator.metrics.Looks;
import dev.blogsite.operator.metrics.Reading;
import dev.blogsite.operator.metrics.SloSource;
import dev.blogsite.operator.rollout.Observed;
import dev.blogsite.operator.rollout.Plan;
import dev.blogsite.operator.rollout.Rollout;
import dev.blogsite.operator.rollout.Split;
import dev.blogsite.operator.rollout.Track;
import dev.blogsite.operator.slo.Look;
import dev.blogsite.operator.traffic.SplitJson;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Observes a site. Thread-safe.
 *
 * <p>Deployments and pods come from informers; the split and the rollout's record, which are
 * swapped on what is seen, straight from the API server; acknowledgements and counts from the pods
 * themselves.
 */
final class Observer {

  private final Caches caches;
  private final KubernetesClient client;
  private final SloSource source;
  private final InstantSource clock;
  private final Library library;

  Observer(
      Caches caches,
      KubernetesClient client,
      Library library,
      SloSource source,
      InstantSource clock) {
    this.caches = caches;
    this.client = client;
    this.library = library;
    this.source = source;
    this.clock = clock;
  }

  /**
   * The site at this moment.
   *
   * @param records its rollouts, read just before
   */
  Seen observe(BlogSite site, Plan plan, String desired, List<BlogRollout> records) {
    SiteId id = SiteId.of(site);
    var stable = deployment(id, TrackName.STABLE);
    var canary = deployment(id, TrackName.CANARY);
    List<Pod> pods = caches.of(Pod.class, id);
    var splitMap =
        Optional.ofNullable(
            client.configMaps().inNamespace(id.namespace()).withName(id.object("split")).get());
    Map<String, Reading> said = ask(id, pods);
    Instant now = clock.instant();
    var document = splitMap.flatMap(Observer::document);
    var kept = records.stream().findFirst().flatMap(Records::read);
    var answered = Wishes.answered(site, kept.map(Records.Kept::answered).orElse(Wishes.NOTHING));
    Marking marking = marking(plan, kept, new Read(pods, said, told(document)), now);
    Track stableTrack = Tracks.see(stable.orElse(null), track(pods, TrackName.STABLE), said, now);
    Track canaryTrack = Tracks.see(canary.orElse(null), track(pods, TrackName.CANARY), said, now);
    Optional<Rollout> newest = kept.map(Records.Kept::rollout);
    Optional<Split> split = document.map(Observer::split);
    // A site that was ready once and whose old revision is known is brought back to that, and
    // never to what nobody has tried.
    boolean established =
        stable.flatMap(d -> Tracks.note(d, Tracks.ESTABLISHED)).isPresent()
            || (Past.wasReady(site, records)
                && (stable.isPresent()
                    || library.find(id, Observed.home(stableTrack, newest, split)).isPresent()));
    var observed =
        new Observed(
            id.name(),
            now,
            desired,
            stableTrack,
            established,
            canaryTrack,
            split,
            document.map(d -> d.thresholds().equals(Shifts.thresholds(plan))).orElse(false),
            Routers.states(routers(pods), said),
            newest,
            kept.isPresent() ? Optional.empty() : records.stream().findFirst().map(Observer::bare),
            records.isEmpty() ? 0 : (int) records.getFirst().getSpec().number(),
            refused(site),
            marking.look(),
            Wishes.unanswered(site, answered));
    return new Seen(
        observed, stable, canary, pods, said, splitMap, records, marking.counters(), answered);
  }

  /** The revision that stable is at, as its Deployment says. */
  Optional<String> stableRevision(SiteId id) {
    return deployment(id, TrackName.STABLE)
        .flatMap(d -> Optional.ofNullable(d.getMetadata().getLabels().get(Keys.REVISION)));
  }

  /**
   * The revision that was asked for last, as the cluster shows it: what rolls out, what was refused
   * since, or what stable is at; empty for a site that has nothing yet.
   */
  Optional<String> stoodAt(BlogSite site, List<BlogRollout> records) {
    Optional<Rollout> newest =
        records.stream().findFirst().flatMap(Records::read).map(k -> k.rollout());
    return newest
        .filter(rollout -> !rollout.phase().over())
        .map(Rollout::to)
        .or(
            () ->
                stableRevision(SiteId.of(site))
                    .map(
                        stable ->
                            newest
                                .filter(Rollout::refuses)
                                .map(Rollout::to)
                                .or(() -> refused(site))
                                .orElse(stable)));
  }

  /** How many pods the larger of its tracks asks for; empty when it has none. */
  Optional<Integer> replicas(SiteId id) {
    return Stream.of(TrackName.values())
        .flatMap(track -> deployment(id, track).stream())
        .map(d -> Optional.ofNullable(d.getSpec().getReplicas()).orElse(1))
        .max(Integer::compareTo);
  }

  private Optional<Deployment> deployment(SiteId id, TrackName track) {
    return caches
        .get(Deployment.class, id.namespace(), id.object(track))
        .filter(d -> d.getMetadata().getDeletionTimestamp() == null);
  }

  /** The site's rollouts, newest first. */
  List<BlogRollout> records(SiteId id) {
    return client
        .resources(BlogRollout.class)
        .inNamespace(id.namespace())
        .withLabels(id.selector())
        .list()
        .getItems()
        .stream()
        .filter(record -> record.getSpec() != null)
        .sorted(Comparator.comparingLong((BlogRollout r) -> r.getSpec().number()).reversed())
        .toList();
  }

  /** Asks every pod that runs what it says of itself. */
  private Map<String, Reading> ask(SiteId id, List<Pod> pods) {
    Map<String, Reading> said = new HashMap<>();
    List<PodRef> routers = refs(routers(pods).stream().filter(Tracks::running).toList());
    source.routers(id.path(), routers).forEach(reading -> said.put(reading.pod(), reading));
    List<PodRef> blogs =
        refs(pods.stream().filter(p -> !isRouter(p)).filter(Tracks::running).toList());
    source.blogs(blogs).forEach(reading -> said.put(reading.pod(), reading));
    return said;
  }

  /** What pods said, and what the routers among them were told. */
  private record Read(List<Pod> pods, Map<String, Reading> said, Looks.Told told) {

    Looks.Readings of(Rollout rollout) {
      return new Looks.Readings(
          rollout.name(),
          told,
          Routers.counting(routers(pods), said),
          serving(track(pods, TrackName.STABLE), said),
          serving(track(pods, TrackName.CANARY), said));
    }
  }

  /** A look if one is due, and the counters that the next one counts from. */
  private record Marking(Optional<Look> look, Counters counters) {}

  private static Marking marking(Plan plan, Optional<Records.Kept> kept, Read read, Instant now) {
    Counters before = kept.map(Records.Kept::counters).orElse(Counters.NONE);
    var counting =
        kept.map(Records.Kept::rollout).filter(r -> r.phase().judged() && r.weightPpm() > 0);
    if (counting.isEmpty()) {
      return new Marking(Optional.empty(), before);
    }
    Looks.Readings readings = read.of(counting.get());
    if (!counting.get().isLookDue(plan, now)) {
      return new Marking(Optional.empty(), Looks.mark(readings, before));
    }
    Instant millis = Instant.ofEpochMilli(now.toEpochMilli());
    Looks.Taken taken = Looks.take(plan.rules().objectives(), readings, before, millis);
    return new Marking(Optional.of(taken.look()), taken.counters());
  }

  private static Looks.Told told(Optional<dev.blogsite.operator.traffic.Split> document) {
    return document
        .map(split -> new Looks.Told(split.epoch(), split.thresholds()))
        .orElseGet(() -> new Looks.Told(0, new TreeMap<>()));
  }

  private static List<Reading> serving(List<Pod> pods, Map<String, Reading> said) {
    return pods.stream()
        .filter(Tracks::ready)
        .flatMap(pod -> Optional.ofNullable(said.get(pod.getMetadata().getName())).stream())
        .toList();
  }

  /** The pods of a track, terminating ones too. */
  static List<Pod> track(List<Pod> pods, TrackName track) {
    return pods.stream()
        .filter(pod -> track.text().equals(pod.getMetadata().getLabels().get(Keys.TRACK)))
        .toList();
  }

  static List<Pod> routers(List<Pod> pods) {
    return pods.stream()
        .filter(Observer::isRouter)
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .toList();
  }

  private static boolean isRouter(Pod pod) {
    return "router".equals(pod.getMetadata().getLabels().get("app.kubernetes.io/component"));
  }

  static List<PodRef> refs(List<Pod> pods) {
    return pods.stream()
        .map(pod -> new PodRef(pod.getMetadata().getNamespace(), pod.getMetadata().getName()))
        .toList();
  }

  private static Optional<dev.blogsite.operator.traffic.Split> document(ConfigMap map) {
    return Optional.ofNullable(map.getData())
        .flatMap(data -> Optional.ofNullable(data.get("split.json")))
        .flatMap(SplitJson::read);
  }

  private static Split split(dev.blogsite.operator.traffic.Split split) {
    return new Split(
        split.epoch(),
        split.weightPpm(),
        split.rollout() == null ? "" : split.rollout(),
        split.stable().revision(),
        split.canary() == null ? "" : split.canary().revision());
  }

  private static Observed.Unwritten bare(BlogRollout record) {
    var spec = record.getSpec();
    return new Observed.Unwritten(
        record.getMetadata().getName(), (int) spec.number(), spec.from(), spec.to());
  }

  private static Optional<String> refused(BlogSite site) {
    return Optional.ofNullable(site.getStatus())
        .flatMap(status -> Optional.ofNullable(status.refused()))
        .map(BlogSiteStatus.Refused::revision);
  }
}
