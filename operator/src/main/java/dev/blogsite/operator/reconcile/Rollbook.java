package dev.blogsite.operator.reconcile;

import dev.blogsite.api.v1alpha1.BlogRollout;
import dev.blogsite.api.v1alpha1.BlogRolloutSpec;
import dev.blogsite.api.v1alpha1.BlogSite;
import dev.blogsite.operator.cluster.Events;
import dev.blogsite.operator.cluster.Writer;
import dev.blogsite.operator.manifest.SiteId;
import dev.blogsite.operator.rollout.Decision;
import dev.blogsite.operator.rollout.Plan;
import dev.blogsite.operator.rollout.Rollout;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** The site's BlogRollouts: written by compare-and-swap, told as events, pruned. Thread-safe. */
final class Rollbook {

  /** Stands for a revision that is not known any more. */
  private static final String UNKNOWN = "unknown";

  private final KubernetesClient client;
  private final Writer writer;
  private final Events events;

  Rollbook(KubernetesClient client, Writer writer, Events events) {
    this.client = client;
    this.writer = writer;
    this.events = events;
  }

  /** Stores a rollout. Fails when its record has changed since it was observed. */
  void store(BlogSite site, Plan plan, Seen seen, Decision.Store store) {
    Rollout rollout = store.rollout();
    BlogRollout record =
        seen.records().stream()
            .filter(r -> r.getMetadata().getName().equals(rollout.name()))
            .findFirst()
            .orElseGet(() -> opened(site, rollout));
    record.setStatus(
        Records.write(
            new Records.Kept(rollout, seen.counters(), seen.answered()), plan.stepsPpm().size()));
    writer.swapStatus(record);
    tell(site, store);
  }

  /** Throws out what is over, down to the newest {@code keep}. */
  void prune(Seen seen, int keep) {
    seen.records().stream()
        .filter(
            record -> Records.read(record).map(kept -> kept.rollout().phase().over()).orElse(true))
        .skip(keep)
        .forEach(writer::delete);
  }

  private BlogRollout opened(BlogSite site, Rollout rollout) {
    SiteId id = SiteId.of(site);
    var record = new BlogRollout();
    record.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(id.namespace())
            .withName(rollout.name())
            .withLabels(id.selector())
            .addToLabels("app.kubernetes.io/component", "site")
            .addToLabels(SiteId.managed())
            .withOwnerReferences(
                new OwnerReferenceBuilder()
                    .withApiVersion(HasMetadata.getApiVersion(BlogSite.class))
                    .withKind(HasMetadata.getKind(BlogSite.class))
                    .withName(id.name())
                    .withUid(id.uid())
                    .withController(true)
                    .withBlockOwnerDeletion(true)
                    .build())
            .build());
    String from = rollout.from().isEmpty() ? UNKNOWN : rollout.from();
    record.setSpec(new BlogRolloutSpec(id.name(), from, rollout.to(), rollout.number()));
    writer.createIfAbsent(record);
    return Optional.ofNullable(
            client
                .resources(BlogRollout.class)
                .inNamespace(id.namespace())
                .withName(rollout.name())
                .get())
        .orElseThrow(() -> new IllegalStateException(rollout.name() + " went at once"));
  }

  private void tell(BlogSite site, Decision.Store store) {
    Rollout rollout = store.rollout();
    String once =
        rollout.name() + store.change() + rollout.step() + rollout.phaseSince() + rollout.epoch();
    switch (store.change()) {
      case LOOKED -> {}
      case ABORTING, ABORTED ->
          events.tell(site, Events.Type.Warning, store.change().word(), store.because(), once);
      case STARTED,
          RECOVERED,
          WEIGHT,
          STEP_OPENED,
          STEP_PASSED,
          STEP_MERGED,
          PROBING,
          SKIPPED,
          PROMOTING,
          COMPLETING,
          PROMOTED,
          SUPERSEDED,
          FORGIVEN ->
          events.tell(site, Events.Type.Normal, store.change().word(), store.because(), once);
    }
  }
}
