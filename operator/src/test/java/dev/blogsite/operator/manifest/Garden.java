package dev.blogsite.operator.manifest;

import dev.blogsite.api.v1alpha1.Resources;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A whole site with a canary, for tests. */
record Garden(SiteId site) {
  static final Resources RESOURCES =
      new Resources(
          new Resources.Amounts(new Quantity("100m"), new Quantity("192Mi")),
          new Resources.Amounts(null, new Quantity("384Mi")));

  static Packing.Packed content() {
    var posts =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName("garden-posts")
            .endMetadata()
            .withData(Map.of("hello.md", "---\ntitle: Hello\ndate: 2026-01-01\n---\nHello.\n"))
            .build();
    return (Packing.Packed) Sets.pack(List.of(posts));
  }

  static Revision revision(String version) {
    var yaml = ConfigYaml.of("Garden", "", "en", "info", Optional.of("garden.example.com"));
    return Revision.of("registry.example.com/blog:" + version, version, RESOURCES, yaml, content());
  }

  /** Every object that a site can have, in the order in which they would be made. */
  List<HasMetadata> objects() {
    var kept = Contents.kept(site, content());
    var objects = new ArrayList<HasMetadata>();
    objects.add(Commons.account(site));
    objects.add(Commons.routerKey(site, "garden-router-key", new byte[32]));
    objects.add(Commons.split(site, "{}"));
    objects.addAll(kept);
    for (var track : TrackName.values()) {
      var revision = revision(track == TrackName.STABLE ? "1.0.0" : "1.1.0");
      objects.add(Revisions.object(site, revision, track == TrackName.STABLE ? 1L : 2L));
      objects.add(Contents.config(site, track, revision));
      objects.add(Contents.slot(site, track, revision, 0, kept.getFirst()));
      objects.add(Deployments.track(site, track, revision, 2));
      objects.add(Networks.track(site, track));
    }
    objects.add(Deployments.router(site, "registry.example.com/blog:0.1.0", "garden-router-key"));
    objects.add(Networks.site(site));
    objects.add(Networks.ingress(site, "nginx", List.of("garden.example.com", "b.example.com")));
    objects.add(Networks.blogPolicy(site));
    objects.add(Networks.routerPolicy(site));
    objects.add(Commons.budget(site, TrackName.STABLE));
    objects.add(Commons.budget(site, TrackName.CANARY));
    objects.add(Commons.routerBudget(site));
    return objects;
  }
}
