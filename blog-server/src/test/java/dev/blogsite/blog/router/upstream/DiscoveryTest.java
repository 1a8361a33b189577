package dev.blogsite.blog.router.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DiscoveryTest {
  private Instant now = Instant.parse("2026-11-01T10:00:00Z");
  private List<InetAddress> answer = List.of();
  private boolean nameServerIsDown;
  private long nanos;
  private final Backends backends = new Backends("garden-stable", 8080, 1, () -> nanos);
  private final Discovery discovery = new Discovery(this::resolve, () -> now, List.of());

  private List<InetAddress> resolve(String host) throws UnknownHostException {
    if (nameServerIsDown) {
      throw new UnknownHostException(host + ": Temporary failure in name resolution");
    }
    return answer;
  }

  private static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void keepsAddressesForAWhileWhenANameHasNone() {
    discovery.refresh(backends);
    assertEquals(0, backends.size());
    answer = List.of(address(1), address(2));
    discovery.refresh(backends);
    answer = List.of();
    now = now.plusSeconds(9);
    discovery.refresh(backends);
    assertEquals(2, backends.size());
    now = now.plusSeconds(1);
    discovery.refresh(backends);
    assertEquals(0, backends.size());
    assertTrue(backends.everHadAny());
  }

  @Test
  void keepsAddressesForAsLongAsNoNameServerAnswers() {
    answer = List.of(address(1), address(2));
    discovery.refresh(backends);
    nameServerIsDown = true;
    now = now.plusSeconds(3600);
    discovery.refresh(backends);
    assertEquals(2, backends.size());
    nameServerIsDown = false;
    answer = List.of();
    discovery.refresh(backends);
    assertEquals(0, backends.size());
  }

  @ParameterizedTest
  @CsvSource({
    "a: Name or service not known, true",
    "a: No address associated with hostname, true",
    "a: Temporary failure in name resolution, false",
    "a: Non-recoverable failure in name resolution, false",
    "a: System error, false",
    "a, false",
    "other: Name or service not known, false",
  })
  void tellsANameWithoutAddressesFromANameServerThatIsDown(String message, boolean none) {
    assertEquals(none, Resolver.saysNone(new UnknownHostException(message), "a"));
  }

  @Test
  void keepsABackendWhoseAddressStays() {
    answer = List.of(address(1));
    discovery.refresh(backends);
    Backend first = backends.pick(null);
    answer = List.of(address(2), address(1));
    discovery.refresh(backends);
    Set<Backend> picked = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      Backend next = backends.pick(null);
      if (next != null) {
        picked.add(next);
      }
    }
    assertEquals(2, picked.size());
    assertTrue(first != null && picked.contains(first));
  }

  @Test
  void picksTheLeastBusyAndNeverTheAvoided() {
    answer = List.of(address(1), address(2));
    discovery.refresh(backends);
    Backend busy = backends.pick(null);
    if (busy == null) {
      throw new AssertionError("no backend");
    }
    busy.begin();
    Backend idle = backends.pick(null);
    assertNotSame(busy, idle);
    assertSame(busy, backends.pick(idle));
    answer = List.of(address(1));
    discovery.refresh(backends);
    Backend last = backends.pick(null);
    assertNull(backends.pick(last));
  }

  @Test
  void leavesAFailingBackendAloneButNotTheLast() {
    answer = List.of(address(1), address(2));
    discovery.refresh(backends);
    Backend bad = backends.pick(null);
    if (bad == null) {
      throw new AssertionError("no backend");
    }
    for (int i = 1; i < Backend.EJECT_AFTER; i++) {
      bad.failed();
    }
    assertEquals(0, backends.ejected());
    assertTrue(bad.failed());
    assertEquals(1, backends.ejected());
    for (int i = 0; i < 10; i++) {
      assertNotSame(bad, backends.pick(null));
    }
    assertSame(bad, backends.pick(backends.pick(null)));
    bad.succeeded();
    assertEquals(0, backends.ejected());
  }

  @Test
  void leavesABackendAloneLongerEachTimeUntilItAnswersWell() {
    answer = List.of(address(1), address(2));
    discovery.refresh(backends);
    Backend bad = pick();
    for (int i = 1; i < Backend.EJECT_AFTER; i++) {
      bad.failed();
    }
    for (int seconds : new int[] {5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 60}) {
      assertTrue(bad.failed());
      assertFalse(bad.failed(), "what was under way already changes nothing");
      nanos += seconds * 1_000_000_000L - 1;
      assertTrue(bad.isEjected(), seconds + " s");
      nanos += 1;
      assertFalse(bad.isEjected(), seconds + " s");
    }
    bad.succeeded();
    assertFalse(bad.failed());
  }

  @Test
  void leavesABackendAloneThatAnswersBadlyWhileAnotherAnswersWell() {
    answer = List.of(address(1), address(2));
    discovery.refresh(backends);
    Backend bad = pick();
    Backend good = other(bad);
    good.succeeded();
    for (int i = 1; i < Backend.EJECT_AFTER; i++) {
      assertFalse(backends.answeredBadly(bad));
    }
    assertTrue(backends.answeredBadly(bad));
    assertSame(good, pick());
    assertSame(good, pick());
  }

  @Test
  void leavesNoneAloneWhileAllAnswerBadly() {
    answer = List.of(address(1), address(2));
    discovery.refresh(backends);
    Backend one = pick();
    Backend two = other(one);
    one.succeeded();
    two.succeeded();
    for (int i = 0; i < 100; i++) {
      assertFalse(backends.answeredBadly(one) || backends.answeredBadly(two));
    }
    two.succeeded();
    assertTrue(backends.answeredBadly(one));
    nanos += 5_000_000_000L;
    assertFalse(one.isEjected(), "the first time is the shortest");
  }

  private Backend pick() {
    return Objects.requireNonNull(backends.pick(null));
  }

  private Backend other(Backend than) {
    return Objects.requireNonNull(backends.pick(than));
  }
}
