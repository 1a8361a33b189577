package dev.blogsite.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What a user meets first: the chart, a blog that answers, and what kubectl tells of it. */
@ExtendWith(World.Extension.class)
@ResourceLock(value = World.OPERATOR, mode = ResourceAccessMode.READ)
class InstallE2E {
  private final World world;

  InstallE2E(World world) {
    this.world = world;
  }

  @Test
  void theChartsOwnTestPasses() {
    var said = run("helm", "test", "blogsite", "--namespace", Project.OPERATOR_NAMESPACE);
    assertTrue(said.contains("Phase:          Succeeded"), said);
  }

  @Test
  void aSiteAnswersAndKubectlTellsItsStory() {
    try (var site = world.site("first")) {
      site.deploy("1.0.0");
      try (var readers = site.readers(20)) {
        site.expectNoFailure(readers.stop());
      }
      var namespace = site.api().namespace();
      var table = run("kubectl", "get", "blogsites", "--namespace", namespace).lines().toList();
      assertEquals(
          List.of("NAME", "VERSION", "PHASE", "WEIGHT", "STEP", "VERDICT", "AGE"),
          List.of(table.getFirst().split(" +")));
      assertTrue(table.get(1).matches("first +1\\.0\\.0 +Ready .*"), table::toString);
      var story = run("kubectl", "describe", "blogsite", "first", "--namespace", namespace);
      assertTrue(story.contains("Deployed"), story);
      assertTrue(story.contains("blogsite-operator"), story);
    }
  }

  private String run(String program, String... arguments) {
    var command = new ArrayList<>(List.of(world.project().tools().resolve(program).toString()));
    command.addAll(List.of(arguments));
    var kubeconfig = Map.of("KUBECONFIG", world.cluster().kubeconfig().toString());
    return Shell.run(world.project().root(), kubeconfig, command);
  }
}
