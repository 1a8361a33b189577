package dev.blogsite.e2e.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.e2e.readers.Tally;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PictureTest {
  private static final Tally READERS =
      new Tally(Map.of("stable", 18_980L, "canary", 50L), Map.of("canary", 2L), List.of());

  private static List<String> picture(String status) {
    var rollout =
        Serialization.unmarshal(
            """
            {"apiVersion":"blogsite.dev/v1alpha1","kind":"BlogRollout","metadata":{"name":"a-1"},
             "status":%s}\
            """
                .formatted(status),
            GenericKubernetesResource.class);
    return Picture.draw("good 1.1.0", Duration.ofSeconds(69), Snapshot.of(rollout), READERS);
  }

  @Test
  void showsWhereTheRolloutStandsAndWhatReadersGot() {
    var lines =
        picture(
            """
            {"phase":"Judging","progress":"1/3","weightPpm":5000,"verdict":"Unknown",
             "message":"the canary has 0.5 %"}\
            """);
    assertEquals(
        List.of(
            "good 1.1.0   01:09   Judging step 1/3   verdict Unknown",
            "  stable " + "█".repeat(48) + "    99.5 %      18,980 answers, 0 failed",
            "  canary █" + "░".repeat(47) + "     0.5 %          50 answers, 2 failed",
            "  the canary has 0.5 %"),
        lines);
  }

  @Test
  void showsTheJudgesWordsOrElseTheCounts() {
    var lines =
        picture(
            """
            {"message":"","steps":[{"index":0,"counts":[
              {"objective":"latency","canaryBad":0,"canaryRequests":5,"stableBad":1,
               "stableRequests":9},
              {"objective":"availability","evidence":"availability: harm is proven"}]}]}\
            """);
    assertTrue(lines.contains("  latency: canary 0 bad of 5, stable 1 of 9"), lines::toString);
    assertTrue(lines.contains("  availability: harm is proven"), lines::toString);
  }

  @Test
  void cutsWhatATerminalWouldBreak() {
    var lines = picture("{\"message\":\"" + "long ".repeat(60) + "\"}");
    assertTrue(lines.stream().allMatch(line -> line.length() <= 118), lines::toString);
    assertTrue(lines.getLast().endsWith("…"), lines::toString);
  }

  @Test
  void drawsARolloutThatHasSaidNothingYet() {
    assertEquals("good 1.1.0   01:09   starting   verdict –", picture("{}").getFirst());
  }
}
