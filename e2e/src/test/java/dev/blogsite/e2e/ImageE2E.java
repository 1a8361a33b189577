package dev.blogsite.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the images promise, in running pods. */
@ExtendWith(World.Extension.class)
@ResourceLock(value = World.OPERATOR, mode = ResourceAccessMode.READ)
class ImageE2E {
  private static final int SECONDS = 60;

  private final World world;

  ImageE2E(World world) {
    this.world = world;
  }

  @Test
  void theAotCacheIsTakenInABlogsPod() throws Exception {
    try (var site = world.site("aot")) {
      site.deploy("1.0.0");
      var pod = site.api().pods("blogsite.dev/track", "stable").getFirst();
      var log = world.client().pods().resource(pod).getLog();
      assertTrue(log.contains("{\"aotCache\":\"true\"}"), log);
      classesComeFromTheCache(pod, "dev.blogsite.blog.BlogMain");
    }
  }

  @Test
  void theAotCacheIsTakenInTheOperatorsPod() throws Exception {
    var pod =
        world.operator().pods().stream()
            .filter(one -> "Running".equals(one.getStatus().getPhase()))
            .findFirst()
            .orElseThrow();
    classesComeFromTheCache(pod, "dev.blogsite.operator.OperatorMain");
  }

  /** AOTMode=on ends the program where the cache is refused under this pod's limits and flags. */
  private void classesComeFromTheCache(Pod pod, String main) throws Exception {
    var said = new ByteArrayOutputStream();
    try (var run =
        world
            .client()
            .pods()
            .inNamespace(pod.getMetadata().getNamespace())
            .withName(pod.getMetadata().getName())
            .inContainer(pod.getSpec().getContainers().getFirst().getName())
            .writingOutput(said)
            .writingError(said)
            .exec(
                "/opt/java/bin/java",
                "-XX:AOTMode=on",
                "@/app/java.args",
                "-Xlog:class+load:stderr",
                main,
                "--help")) {
      assertEquals(0, run.exitCode().get(SECONDS, TimeUnit.SECONDS), said::toString);
    }
    var text = said.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains(main + " source: shared objects file"), text);
  }
}
