package dev.blogsite.operator.reconcile;

import dev.blogsite.api.v1alpha1.BlogSite;
import dev.blogsite.api.v1alpha1.BlogSiteStatus;
import dev.blogsite.api.v1alpha1.Keys;
import dev.blogsite.operator.cluster.Writer;
import dev.blogsite.operator.manifest.SiteId;
import dev.blogsite.operator.metrics.OperatorMetrics;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drives one BlogSite: observe, decide, act, report. Holds no state between calls. */
@ControllerConfiguration(
    name = "blogsite",
    finalizerName = Keys.FINALIZER,
    fieldManager = Writer.FIELD_MANAGER,
    generationAwareEventProcessing = false)
public final class BlogSiteReconciler implements Reconciler<BlogSite>, Cleaner<BlogSite> {

  private static final Logger LOG = LoggerFactory.getLogger(BlogSiteReconciler.class);
  private static final int TOLD_AFTER = 2;
  private static final Duration AT_ONCE = Duration.ofMillis(10);

  private final Caches caches;
  private final Turns turns;
  private final OperatorMetrics metrics;

  BlogSiteReconciler(Caches caches, Turns turns, OperatorMetrics metrics) {
    this.caches = caches;
    this.turns = turns;
    this.metrics = metrics;
  }

  @Override
  public List<EventSource<?, BlogSite>> prepareEventSources(EventSourceContext<BlogSite> context) {
    return caches.sources(context);
  }

  @Override
  public UpdateControl<BlogSite> reconcile(BlogSite site, Context<BlogSite> context) {
    long began = System.nanoTime();
    String outcome = "error";
    try {
      UpdateControl<BlogSite> control = reconcile(site);
      outcome = "ok";
      return control;
    } finally {
      metrics.reconciled(outcome, Duration.ofNanos(System.nanoTime() - began));
    }
  }

  private UpdateControl<BlogSite> reconcile(BlogSite site) {
    Turns.Turn turn = turns.take(site);
    turn.measure().accept(metrics);
    UpdateControl<BlogSite> control =
        turn.status().equals(site.getStatus())
            ? UpdateControl.noUpdate()
            : UpdateControl.patchStatus(only(site, turn.status()));
    Duration wait = turn.recheckAfter();
    return control.rescheduleAfter(wait.compareTo(AT_ONCE) < 0 ? AT_ONCE : wait);
  }

  /**
   * What fails again and again is told; what fails once may have been a race, and is tried again.
   */
  @Override
  public ErrorStatusUpdateControl<BlogSite> updateErrorStatus(
      BlogSite site, Context<BlogSite> context, Exception e) {
    int attempts = context.getRetryInfo().map(RetryInfo::getAttemptCount).orElse(0);
    SiteId id = SiteId.of(site);
    if (attempts == (isConflict(e) ? TOLD_AFTER : 0)) {
      LOG.atWarn().addKeyValue("site", id.path()).setCause(e).log("failed, to be tried again");
    }
    if (attempts < TOLD_AFTER) {
      return ErrorStatusUpdateControl.noStatusUpdate();
    }
    BlogSiteStatus status = turns.failing(site, e);
    return status.equals(site.getStatus())
        ? ErrorStatusUpdateControl.noStatusUpdate()
        : ErrorStatusUpdateControl.patchStatus(only(site, status));
  }

  private static boolean isConflict(Exception e) {
    return e instanceof KubernetesClientException failure
        && failure.getCode() == HttpURLConnection.HTTP_CONFLICT;
  }

  @Override
  public DeleteControl cleanup(BlogSite site, Context<BlogSite> context) {
    try {
      turns.leave(site);
    } catch (KubernetesClientException e) {
      if (!turns.isOverdue(site)) {
        throw e;
      }
      LOG.atWarn()
          .addKeyValue("site", SiteId.of(site).path())
          .setCause(e)
          .log("goes though a label of the operator's stays on its ConfigMaps");
    }
    metrics.gone(site.getMetadata().getNamespace(), site.getMetadata().getName());
    return DeleteControl.defaultDelete();
  }

  /**
   * The site with nothing but its status, so that no field of the user's becomes the operator's.
   */
  private static BlogSite only(BlogSite site, BlogSiteStatus status) {
    SiteId id = SiteId.of(site);
    var bare = new BlogSite();
    bare.setMetadata(
        new ObjectMetaBuilder().withNamespace(id.namespace()).withName(id.name()).build());
    bare.setStatus(status);
    return bare;
  }
}
