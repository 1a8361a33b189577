package dev.blogsite.operator.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.api.v1alpha1.BlogSite;
import dev.blogsite.operator.testing.Hub;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A user who edits a site while the operator reports on it. */
class EditsIT {

  private static final int EDITS = 1_000;

  @Test
  void noEditIsLostToAReport() {
    try (var hub = new Hub()) {
      hub.apply("garden", "version: '1'\nrollout: {minRequests: 1}");
      hub.awaitPhase("garden", "Ready");
      List<BlogSite> versions = new CopyOnWriteArrayList<>();
      var sites = hub.client().resources(BlogSite.class).inNamespace(hub.namespace());
      try (var _ = sites.withName("garden").watch(new Notes(versions))) {
        for (int i = 2; i <= EDITS; i++) {
          hub.patch("garden", "{\"spec\":{\"rollout\":{\"minRequests\":%d}}}".formatted(i));
        }
        hub.await(
            "garden",
            "to have reported on the last edit",
            site -> Objects.equals(site.getStatus().observedGeneration(), generation(site)));
        assertEquals(EDITS, requests(hub.site("garden")));
        hub.await("garden", "to be watched to the end", _ -> seenToTheEnd(versions));
      }
      Set<Long> reports = new HashSet<>();
      int last = 0;
      for (BlogSite version : versions) {
        assertTrue(requests(version) >= last, () -> "an edit was undone: " + version);
        last = requests(version);
        reports.add(version.getStatus().observedGeneration());
      }
      // Else no report came between two edits, and nothing was tried.
      assertTrue(reports.size() >= 10, () -> "reports on " + reports);
    }
  }

  private static boolean seenToTheEnd(List<BlogSite> versions) {
    BlogSite last = versions.getLast();
    return requests(last) == EDITS
        && Objects.equals(last.getStatus().observedGeneration(), generation(last));
  }

  private static Long generation(BlogSite site) {
    return site.getMetadata().getGeneration();
  }

  private static int requests(BlogSite site) {
    return Objects.requireNonNull(Objects.requireNonNull(site.getSpec().rollout()).minRequests());
  }

  private record Notes(List<BlogSite> versions) implements Watcher<BlogSite> {

    @Override
    public void eventReceived(Action action, BlogSite site) {
      versions.add(site);
    }

    @Override
    public void onClose(WatcherException cause) {}
  }
}
