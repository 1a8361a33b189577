package dev.blogsite.blog.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WeightChangesTest {
  @Test
  void aThousandChangesUnderLoadFailNoRequest(@TempDir Path folder) {
    try (Site site = new Site(folder)) {
      for (int i = 0; i < 2; i++) {
        site.pods.add(Site.STABLE, Pods.page("stable"));
        site.pods.add(Site.CANARY, Pods.page("canary"));
      }
      SplittableRandom random = new SplittableRandom(1);
      site.weigh(0);
      try (Readers readers = new Readers(site, 8)) {
        for (int change = 0; change < 1000; change++) {
          site.weigh(random.nextInt(1_000_001));
        }
        readers.atLeast(100);
        assertEquals(0, readers.failed(), readers::failures);
        assertTrue(readers.answered() > 1000);
      }
      assertEquals(0, site.count("tracks.stable.errors") + site.count("tracks.canary.errors"));
    }
  }
}
