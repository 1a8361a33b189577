package dev.blogsite.api.v1alpha1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {
  @ParameterizedTest
  @CsvSource({
    "5m, PT5M",
    "90s, PT90S",
    "1h30m, PT1H30M",
    "320ms, PT0.32S",
    "1h2m3s4ms, PT1H2M3.004S"
  })
  void readsDurations(String text, Duration duration) {
    assertEquals(Optional.of(duration), Formats.duration(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "5 m", "m", "-5m", "1.5h", "5m1h", "5d", "1234567s", "٣m"})
  void readsNothingElseAsADuration(String text) {
    assertEquals(Optional.empty(), Formats.duration(text));
  }

  @ParameterizedTest
  @CsvSource({"0.0001, 1", "0.5, 5000", "5, 50000", "99.9999, 999999", "100, 1000000", "0, 0"})
  void weightsComeBackAsTheyWereWritten(String text, int ppm) {
    assertEquals(OptionalInt.of(ppm), Formats.weightPpm(text));
    assertEquals(text, Formats.percent(ppm));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0.00001", "101", "100.1", "-1", "5%", "1e1", ".5"})
  void readsNothingElseAsAWeight(String text) {
    assertEquals(OptionalInt.empty(), Formats.weightPpm(text));
  }
}
