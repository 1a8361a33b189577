package dev.blogsite.blog.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Source: RFC 9110, sections 12.4.2, 12.5.3 and 8.4.1.3. */
final class AcceptEncodingTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "gzip, deflate, br, zstd",
        "GZIP",
        "x-gzip",
        "br,gzip",
        " br ,\tgzip ",
        "gzip;q=1",
        "gzip ; Q=0.001 , br",
        "notgzip, gzip;q=0.5",
        "gzip;q=0, x-gzip",
      })
  void takesGzip(String line) {
    assertTrue(AcceptEncoding.takesGzip(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "*",
        "br",
        "notgzip",
        "xgzipx",
        "gzip2",
        "gzip;q=0",
        "gzip;Q=0,",
        "gzip; q=0.000",
        "gzip;q=",
        "gzip;q=x1",
        "gzip;q=0 1",
        "gzip;",
        "gzip br",
        "br;q=gzip",
      })
  void takesNoGzip(String line) {
    assertFalse(AcceptEncoding.takesGzip(line));
  }
}
