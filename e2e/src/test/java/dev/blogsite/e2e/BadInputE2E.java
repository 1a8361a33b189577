package dev.blogsite.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What nobody should write, and somebody does. Alone, since one case changes what all share. */
@ExtendWith(World.Extension.class)
@ResourceLock(World.OPERATOR)
class BadInputE2E {
  private static final String CRD = "blogsites.blogsite.dev";

  private final World world;

  BadInputE2E(World world) {
    this.world = world;
  }

  @Test
  void aPostThatCannotBeReadIsNamedAndTheOthersAreServed() {
    try (var site = world.site("broken")) {
      var posts = TestSite.posts(TestSite.POSTS);
      posts.put("torn.md", "---\ntitle: Torn\ndate: someday\n---\nWords.\n");
      site.posts(posts);
      site.deploy("1.0.0");
      try (var readers = site.readers(20)) {
        site.expectNoFailure(readers.stop());
      }
      Await.until(
          "the site names the post",
          TestSite.SOON,
          () -> site.api().condition("Degraded"),
          said -> said.contains("torn.md") && said.contains("PostsRefused"));
      var pod = site.api().pods("blogsite.dev/track", "stable").getFirst();
      var log = world.client().pods().resource(pod).getLog();
      assertTrue(log.contains("torn.md") && log.contains("date is \\\"someday\\\""), log);
    }
  }

  @Test
  void aResourceThatCannotBeReadStopsNothing() {
    try (var unreadable = world.site("unreadable");
        var site = world.site("beside")) {
      createWhileAnythingIsAllowed(unreadable);
      // A new operator has to get past it to see the others.
      world.operator().kill();
      site.deploy("1.0.0");
      site.upgrade("1.1.0");
      site.awaitRollout(1, "Promoted");
      unreadable.api().awaitPhase("Invalid", TestSite.SOON);
      assertTrue(
          unreadable.api().condition("Ready").contains("InvalidSpec"), unreadable.api()::summary);
    }
  }

  /**
   * Creates a site whose objectives are no object, as an older version of the CRD may have let in.
   */
  private void createWhileAnythingIsAllowed(TestSite site) {
    var crds = world.client().apiextensions().v1().customResourceDefinitions();
    var strict = crds.withName(CRD).get();
    crds.withName(CRD).edit(BadInputE2E::withoutRules);
    try {
      Await.until(
          "the API takes anything",
          TestSite.SOON,
          () -> {
            try {
              site.create("1.0.0", ",\"slo\":\"strict\"");
              return "taken";
            } catch (io.fabric8.kubernetes.client.KubernetesClientException e) {
              return e.getMessage();
            }
          },
          "taken"::equals);
    } finally {
      crds.withName(CRD).edit(loose -> withSpecOf(loose, strict));
    }
  }

  private static CustomResourceDefinition withoutRules(CustomResourceDefinition crd) {
    return new CustomResourceDefinitionBuilder(crd)
        .editSpec()
        .editFirstVersion()
        .withNewSchema()
        .withNewOpenAPIV3Schema()
        .withType("object")
        .withXKubernetesPreserveUnknownFields(true)
        .endOpenAPIV3Schema()
        .endSchema()
        .endVersion()
        .endSpec()
        .build();
  }

  private static CustomResourceDefinition withSpecOf(
      CustomResourceDefinition now, CustomResourceDefinition strict) {
    return new CustomResourceDefinitionBuilder(now).withSpec(strict.getSpec()).build();
  }
}
