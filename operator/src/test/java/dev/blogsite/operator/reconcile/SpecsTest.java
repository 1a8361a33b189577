package dev.blogsite.operator.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.blogsite.api.v1alpha1.BlogSite;
import dev.blogsite.operator.slo.Objective;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpecsTest {

  private final Specs specs = new Specs("registry.example.com/blog");

  @Test
  void fillsInEveryDefault() {
    Wanted wanted = valid("version: '1.4.0'");
    assertEquals("registry.example.com/blog:1.4.0", wanted.image());
    assertEquals("garden", wanted.config().title());
    assertEquals(List.of(5_000, 50_000, 250_000, 500_000), wanted.plan().stepsPpm());
    assertEquals(Duration.ofMinutes(5), wanted.plan().interval());
    assertEquals(500, wanted.plan().rules().minRequests());
    assertEquals(
        List.of(0.0001, 0.05, 0.85),
        wanted.plan().rules().objectives().stream().map(Objective::limit).toList());
  }

  @Test
  void usesAnImageAsItIsWritten() {
    assertEquals("localhost/blog:x", valid("image: localhost/blog:x").image());
  }

  @Test
  void listsEveryErrorInTheOrderOfTheFields() {
    assertEquals(
        List.of(
            "spec.replicas is 0; must be from 1 to 1000",
            "spec.hosts[1] is a.example.com; must differ from the hosts before it",
            "spec.content.configMapRefs[1].name is posts; must differ from the names before it",
            "spec.config.language is english!; must be a BCP 47 tag, such as en or pt-BR",
            "spec.slo.objectives[0].errorRatio is 2; must be a number above 0.0 to 1.0",
            "spec.rollout.steps[2].weight is 30; must exceed steps[1].weight (50)",
            "spec.rollout.interval is 5 m; must be a duration from 1s to 24h",
            "spec.rollout.tolerance is 0.5; must be a number from 1.0 to 10.0"),
        invalid(
            """
            version: '1'
            replicas: 0
            hosts: [a.example.com, a.example.com]
            content: {configMapRefs: [{name: posts}, {name: posts}]}
            config: {language: english!}
            slo: {objectives: [{name: availability, errorRatio: "2"}]}
            rollout:
              steps: [{weight: "5"}, {weight: "50"}, {weight: "30"}]
              interval: 5 m
              tolerance: "0.5"
            """));
  }

  @Test
  void readsThePlanOfAnInvalidSpecWithPresetsForWhatIsWrong() {
    var plan =
        assertInstanceOf(
                Parsed.Invalid.class,
                specs.parse(
                    site(
                        """
                        replicas: 0
                        rollout:
                          steps: [{weight: "5"}, {weight: "3"}, {weight: "30"}]
                          interval: 5 m
                          progressDeadline: 1s
                          minRequests: 20
                        """)))
            .plan();
    assertEquals(2, plan.replicas());
    assertEquals(List.of(50_000, 300_000), plan.stepsPpm());
    assertEquals(Duration.ofMinutes(5), plan.interval());
    assertEquals(Duration.ofMinutes(10), plan.progressDeadline());
    assertEquals(20, plan.rules().minRequests());
  }

  @Test
  void wantsAVersionOrAnImage() {
    assertEquals(
        List.of("spec.version is missing; must name a release, unless spec.image does"),
        invalid("replicas: 1"));
  }

  private Wanted valid(String spec) {
    return assertInstanceOf(Parsed.Valid.class, specs.parse(site(spec))).wanted();
  }

  private List<String> invalid(String spec) {
    return assertInstanceOf(Parsed.Invalid.class, specs.parse(site(spec))).errors();
  }

  private static BlogSite site(String spec) {
    String yaml =
        "apiVersion: blogsite.dev/v1alpha1\nkind: BlogSite\nmetadata: {name: garden}\nspec:\n"
            + spec.indent(2);
    return new KubernetesSerialization().unmarshal(yaml, BlogSite.class);
  }
}
