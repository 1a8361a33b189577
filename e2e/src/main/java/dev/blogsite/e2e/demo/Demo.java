package dev.blogsite.e2e.demo;

import dev.blogsite.e2e.Site;
import dev.blogsite.e2e.readers.Readers;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * The two rollouts of {@code ./demo}: a good version that is promoted and a bad one that is
 * aborted, under the eyes of real readers. Run by {@code ./demo}; arguments: kubeconfig, node
 * address, namespace, site, requests a second, good version, bad version.
 */
public final class Demo {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration FRAME = Duration.ofMillis(500);
  private static final Pattern PAGE = Pattern.compile("<loc>([^<]+)</loc>");

  private final Site site;
  private final Readers readers;
  private final Screen screen;

  private Demo(Site site, Readers readers, Screen screen) {
    this.site = site;
    this.readers = readers;
    this.screen = screen;
  }

  /** Exits with 1 when a rollout did not end as it should. */
  public static void main(String[] arguments) throws Exception {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (var client = client(Path.of(arguments[0]))) {
      var site = new Site(client, arguments[1], arguments[2], arguments[3]);
      var pages = pages(site.url());
      int rate = Integer.parseInt(arguments[4]);
      out.printf("%,d requests a second to %s, %d pages%n%n", rate, site.url(), pages.size());
      try (var readers = Readers.of(pages, rate)) {
        var demo = new Demo(site, readers, new Screen(out, Boolean.getBoolean("demo.terminal")));
        demo.roll("good " + arguments[5], arguments[5], "Promoted");
        demo.roll("bad " + arguments[6], arguments[6], "Aborted");
        var all = readers.stop();
        out.printf(
            "In all %,d requests were answered; %,d failed, %,d of them on the canary.%n",
            all.total(), all.failures(), all.failedOn("canary"));
      }
    }
  }

  private void roll(String title, String version, String end) {
    int before = site.rollouts().size();
    var started = Instant.now();
    var earlier = readers.tally();
    site.spec("{\"version\":\"" + version + "\"}");
    while (true) {
      var since = Duration.between(started, Instant.now());
      var rollouts = site.rollouts();
      if (rollouts.size() > before) {
        var seen = Snapshot.of(rollouts.getLast());
        screen.show(
            seen.phase() + seen.weightPpm() + seen.verdict(),
            Picture.draw(title, since, seen, readers.tally().since(earlier)));
        if (seen.over()) {
          screen.keep();
          check(version, seen, end);
          return;
        }
      }
      if (since.compareTo(PATIENCE) > 0) {
        throw new IllegalStateException(
            "%s did not end within %s: %s".formatted(version, PATIENCE, site.summary()));
      }
      LockSupport.parkNanos(FRAME.toNanos());
    }
  }

  private static void check(String version, Snapshot seen, String end) {
    if (!seen.phase().equals(end)) {
      throw new IllegalStateException(
          "%s is %s, should be %s: %s".formatted(version, seen.phase(), end, seen.message()));
    }
  }

  /** The addresses in the blog's sitemap, on this machine's way to it. */
  private static List<URI> pages(URI url) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var deadline = Instant.now().plus(PATIENCE);
      while (true) {
        String said;
        try {
          var request = HttpRequest.newBuilder(url.resolve("/sitemap.xml")).build();
          var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
          if (answer.statusCode() == 200) {
            return PAGE.matcher(answer.body())
                .results()
                .map(page -> url.resolve(URI.create(page.group(1)).getRawPath()))
                .toList();
          }
          said = "answered " + answer.statusCode();
        } catch (IOException e) {
          said = "did not answer: " + e;
        }
        if (Instant.now().isAfter(deadline)) {
          throw new IllegalStateException(
              "%s %s, still after %s".formatted(url.resolve("/sitemap.xml"), said, PATIENCE));
        }
        LockSupport.parkNanos(FRAME.toNanos());
      }
    }
  }

  private static KubernetesClient client(Path kubeconfig) {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
        .build();
  }
}
