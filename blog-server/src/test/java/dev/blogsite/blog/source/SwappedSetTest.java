package dev.blogsite.blog.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SwappedSetTest {
  private static final int POSTS = 100;
  private static final int SWAPS = 60;

  @Test
  void neverTakesWhatIsLeftOfASetThatIsBeingRemoved(@TempDir Path folder) throws Exception {
    SetFolder swapped = new SetFolder(folder);
    swapped.swap("%010d".formatted(0), set(0));
    CompletableFuture<Void> swaps = CompletableFuture.runAsync(() -> swap(swapped));
    SetReader reader = new SetReader(folder);
    int whole = 0;
    while (!swaps.isDone()) {
      if (reader.read() instanceof SetReading.Whole(PostSet set)) {
        assertEquals(POSTS, set.posts().size());
        assertTrue(set.revision().startsWith("00000000"), set.revision());
        whole++;
      }
    }
    swaps.join();
    assertTrue(whole > 0);
  }

  private static void swap(SetFolder folder) {
    try {
      for (int i = 1; i <= SWAPS; i++) {
        folder.swap("%010d".formatted(i), set(i));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, String> set(int number) {
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < POSTS; i++) {
      files.put("p" + i + ".md", SetFolder.post("Post " + i, "of set " + number));
    }
    return files;
  }
}
