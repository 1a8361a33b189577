package dev.blogsite.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Config and content on their way to the readers: canaried as versions are, restarting nothing. */
@ExtendWith(World.Extension.class)
@ResourceLock(value = World.OPERATOR, mode = ResourceAccessMode.READ)
class HotChangeE2E {
  private static final int RATE = 100;

  private final World world;

  HotChangeE2E(World world) {
    this.world = world;
  }

  @Test
  void aNewTitleReachesAllReadersAndRestartsNoPod() {
    try (var site = world.site("hot")) {
      site.deploy("1.0.0");
      var pods = site.api().stablePods();
      try (var readers = site.readers(RATE)) {
        site.api().spec("{\"config\":{\"title\":\"Another name\"}}");
        site.awaitRollout(1, "Promoted");
        everyPodShows(site, "/", "Another name");
        site.api().awaitPhase("Ready", TestSite.SOON);
        var tally = readers.stop();
        site.expectNoFailure(tally);
      }
      assertEquals(pods, site.api().stablePods());
    }
  }

  @Test
  void aNewPostReachesAllReadersAndRestartsNoPod() {
    try (var site = world.site("post")) {
      site.deploy("1.0.0");
      var pods = site.api().stablePods();
      try (var readers = site.readers(RATE)) {
        site.posts(TestSite.posts(TestSite.POSTS + 1));
        site.awaitRollout(1, "Promoted");
        everyPodShows(site, "/posts/post-" + (TestSite.POSTS + 1), "Words of");
        site.expectNoFailure(readers.stop());
      }
      assertEquals(pods, site.api().stablePods());
    }
  }

  @Test
  void aConfigThatThePodsRefuseIsAbortedBeforeAnyReaderSeesIt() {
    try (var site = world.site("refused")) {
      site.deploy("1.0.0");
      try (var readers = site.readers(RATE)) {
        // A well-formed tag that no language has: only the blog server knows.
        site.api().spec("{\"config\":{\"language\":\"qq\"}}");
        site.awaitRollout(1, "Aborted");
        var tally = readers.stop();
        site.expectNoFailure(tally);
        assertEquals(0, tally.on("canary"), tally::toString);
      }
      assertTrue(site.api().rollouts().getLast().get("status").toString().contains("qq"));
    }
  }

  @Test
  void contentThatLostPostsIsCaught() {
    try (var site = world.site("lost")) {
      site.deploy("1.0.0");
      try (var readers = site.readers(RATE)) {
        site.posts(TestSite.posts(TestSite.POSTS / 2));
        site.awaitRollout(1, "Aborted");
        var tally = readers.stop();
        assertEquals(0, tally.failures() - tally.failedOn("canary"), tally::toString);
      }
      var rollout = site.api().rollouts().getLast();
      assertTrue(
          rollout.get("status", "message").toString().contains("not found of"), rollout::toString);
      assertTrue(page(site, "/posts/post-" + TestSite.POSTS).contains("Words of"));
    }
  }

  /** Asks anew so often that each of the two pods answers, all but surely, again and again. */
  private static void everyPodShows(TestSite site, String path, String words) {
    for (int i = 0; i < 20; i++) {
      var page = page(site, path);
      assertTrue(page.contains(words), () -> "promoted, and yet a reader got " + page);
    }
  }

  private static String page(TestSite site, String path) {
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(site.api().url().resolve(path)).build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new AssertionError(path + " did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
