package dev.blogsite.operator.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.blogsite.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FanTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final Fan fan = new Fan(8, 3);
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  @AfterEach
  void close() {
    released.countDown();
    callers.shutdownNow();
    fan.close();
  }

  private int hang(int key) {
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    try {
      released.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    running.decrementAndGet();
    return key;
  }

  private static List<Integer> keys(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void answersComeInTheOrderAskedAndEachOnce() {
    var answers = fan.each(List.of(3, 1, 2, 1), key -> key * 10);
    assertEquals(List.of(3, 1, 2), new ArrayList<>(answers.keySet()));
    assertEquals(List.of(30, 10, 20), new ArrayList<>(answers.values()));
  }

  @Test
  void whatFailsIsThrownAfterAllHaveEnded() {
    var ended = new AtomicInteger();
    var thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                fan.each(
                    keys(10),
                    key -> {
                      ended.incrementAndGet();
                      if (key == 0) {
                        throw new IllegalArgumentException("the first");
                      }
                      return key;
                    }));
    assertEquals("java.lang.IllegalArgumentException: the first", thrown.getMessage());
    assertEquals(10, ended.get());
  }

  @Test
  void oneCallerHasNoMoreThanItsShare() {
    var one = CompletableFuture.supplyAsync(() -> fan.each(keys(100), this::hang), callers);
    Await.until("its share to be used", SOON, () -> running.get() == 3);
    // Another one is served meanwhile.
    assertEquals(5, fan.each(keys(5), key -> key).size());
    assertEquals(3, most.get());
    released.countDown();
    assertEquals(100, one.join().size());
  }

  @Test
  void allTogetherHaveNoMoreThanTheWidth() {
    var all =
        IntStream.range(0, 4)
            .mapToObj(
                _ -> CompletableFuture.supplyAsync(() -> fan.each(keys(10), this::hang), callers))
            .toList();
    Await.until("the width to be used", SOON, () -> running.get() == 8);
    released.countDown();
    all.forEach(CompletableFuture::join);
    assertEquals(8, most.get());
  }

  @Test
  void whatHasNotBegunInTimeIsNotAsked() {
    var one =
        CompletableFuture.supplyAsync(
            () -> fan.each(keys(100), this::hang, Duration.ofMillis(50), _ -> -1), callers);
    long began = System.nanoTime();
    Await.until("the patience to end", SOON, () -> System.nanoTime() - began > 500_000_000);
    released.countDown();
    var answers = one.join().values();
    assertEquals(3, answers.stream().filter(answer -> answer >= 0).count());
    assertEquals(100, answers.size());
  }
}
