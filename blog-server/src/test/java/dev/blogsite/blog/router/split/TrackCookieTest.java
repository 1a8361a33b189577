package dev.blogsite.blog.router.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class TrackCookieTest {
  private static final Signer SIGNER =
      new Signer("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));
  private final TrackCookie cookie = new TrackCookie(SIGNER, "blogs/garden", "garden-6f-2");

  private static String value(String setCookie) {
    return setCookie.substring(0, setCookie.indexOf(';'));
  }

  @Test
  void readsWhatItHasIssued() {
    for (int bucket : new int[] {0, 7, 4_999, 999_999}) {
      String issued = cookie.issue(bucket);
      assertTrue(issued.endsWith("; Path=/; HttpOnly; SameSite=Lax"), issued);
      assertEquals(bucket, cookie.bucket(value(issued)));
      assertEquals(bucket, cookie.bucket("a=b; " + value(issued) + "; c=d"));
      assertEquals(bucket, cookie.bucket("blogsite_track=stale; " + value(issued)));
    }
  }

  @Test
  void takesNoOtherSitesRolloutsOrKeys() {
    String issued = value(cookie.issue(5));
    assertEquals(
        TrackCookie.NONE, new TrackCookie(SIGNER, "blogs/other", "garden-6f-2").bucket(issued));
    assertEquals(
        TrackCookie.NONE, new TrackCookie(SIGNER, "blogs/garden", "garden-6f-3").bucket(issued));
    Signer other = new Signer(new byte[32]);
    assertEquals(
        TrackCookie.NONE, new TrackCookie(other, "blogs/garden", "garden-6f-2").bucket(issued));
  }

  @Test
  void noChangeOfACookiePasses() {
    SplittableRandom random = new SplittableRandom(3);
    String issued = value(cookie.issue(123_456));
    for (int i = 0; i < 20_000; i++) {
      StringBuilder changed = new StringBuilder(issued);
      for (int j = random.nextInt(1, 4); j > 0; j--) {
        int at = random.nextInt(changed.length());
        switch (random.nextInt(3)) {
          case 0 -> changed.setCharAt(at, (char) random.nextInt(33, 255));
          case 1 -> changed.deleteCharAt(at);
          default -> changed.insert(at, (char) random.nextInt(33, 255));
        }
      }
      int bucket = cookie.bucket(changed.toString());
      // Hex digits may differ in case, and another cookie may stand before or behind it.
      assertTrue(
          bucket == TrackCookie.NONE
              || (bucket == 123_456
                  && changed.toString().toLowerCase(Locale.ROOT).contains(issued)),
          changed::toString);
    }
    for (String nonsense :
        new String[] {"", "blogsite_track", "blogsite_track=", "blogsite_track=."}) {
      assertEquals(TrackCookie.NONE, cookie.bucket(nonsense));
    }
  }

  @Test
  void noNonsenseInATrackHeaderForcesAnything() {
    SplittableRandom random = new SplittableRandom(5);
    String good = "canary;kind=probe;exp=1700000000;sig=" + "a".repeat(64);
    for (int i = 0; i < 20_000; i++) {
      char[] chars = good.toCharArray();
      for (int j = random.nextInt(1, 5); j > 0; j--) {
        chars[random.nextInt(chars.length)] = (char) random.nextInt(1, 300);
      }
      assertTrue(
          TrackHeader.parse(new String(chars), "blogs/garden", SIGNER, Instant.EPOCH).isEmpty());
    }
  }
}
