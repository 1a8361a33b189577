package dev.blogsite.blog.router;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undertow.util.Headers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cache that several readers share must never hand one reader's track to another. */
final class SharedCacheTest {
  private static final String IMMUTABLE = "public, max-age=31536000, immutable";
  private volatile String cacheControl = "";
  private Site site;

  @BeforeEach
  void start(@TempDir Path folder) {
    site = new Site(folder);
    site.pods.add(
        Site.STABLE,
        exchange -> {
          if (!cacheControl.isEmpty()) {
            exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, cacheControl);
          }
          boolean known = exchange.getRequestHeaders().contains(Headers.IF_NONE_MATCH);
          exchange.setStatusCode(known ? 304 : 200).endExchange();
        });
    site.pods.add(Site.CANARY, Pods.page("canary"));
    site.weigh(1);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "public, max-age=0, must-revalidate | private, max-age=0, must-revalidate",
        "max-age=60, s-maxage=600           | private, max-age=60",
        "PUBLIC                             | private",
        "private, max-age=5                 | private, max-age=5",
        "no-store                           | private, no-store",
        "none                               | private",
      })
  void anAnswerWithACookieIsForItsReaderOnly(String from, String to) {
    cacheControl = from == null ? "" : from;
    HttpResponse<String> fresh = site.get("/posts/a");
    assertEquals(1, cookies(fresh).size());
    assertEquals(to, header(fresh, "Cache-Control"));
  }

  @Test
  void aRevalidationWithACookieIsForItsReaderOnly() {
    cacheControl = "public, max-age=0, must-revalidate";
    HttpResponse<String> same = site.get("/posts/a", "If-None-Match", "\"x\"");
    assertEquals(304, same.statusCode());
    assertEquals(1, cookies(same).size());
    assertEquals("private, max-age=0, must-revalidate", header(same, "Cache-Control"));
  }

  @Test
  void aKnownReadersAnswerStaysAsItCame() {
    cacheControl = "public, max-age=0, must-revalidate";
    String cookie = cookies(site.get("/")).getFirst();
    HttpResponse<String> again = site.get("/", "Cookie", cookie.substring(0, cookie.indexOf(';')));
    assertEquals(List.of(), cookies(again));
    assertEquals(cacheControl, header(again, "Cache-Control"));
  }

  @Test
  void anAssetIsForAllAndMakesNobodyANewReader() {
    cacheControl = IMMUTABLE;
    HttpResponse<String> asset = site.get("/assets/theme.css");
    assertEquals(List.of(), cookies(asset));
    assertEquals(IMMUTABLE, header(asset, "Cache-Control"));
    assertEquals(0, site.count("tracks.stable.assignments"));
  }

  private static List<String> cookies(HttpResponse<?> answer) {
    return answer.headers().allValues("Set-Cookie");
  }

  private static String header(HttpResponse<?> answer, String name) {
    return String.join(", ", answer.headers().allValues(name));
  }
}
