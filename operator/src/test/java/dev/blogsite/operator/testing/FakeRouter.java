package dev.blogsite.operator.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blogsite.operator.cluster.PodProxy.Answer;
import dev.blogsite.operator.cluster.PodProxy.Request;
import dev.blogsite.operator.traffic.SiteKey;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A router pod that follows splits by the rule of epochs and counts readers it is told of.
 * Thread-safe.
 */
public final class FakeRouter implements FakePods.FakePod {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final double LEASE_SECONDS = 900;

  private final String pod;
  private final String site;
  private final SiteKey key;
  private final String startedAt = Instant.now().toString();
  private final ObjectNode stable = track();
  private ObjectNode canary = track();
  private JsonNode split = MAPPER.missingNode();
  private double leaseSecondsLeft = LEASE_SECONDS;

  /** A router without a split. */
  public FakeRouter(String pod, String site, SiteKey key) {
    this.pod = pod;
    this.site = site;
    this.key = key;
  }

  /** The weight in force, in parts per million. */
  public synchronized int weightPpm() {
    return split.path("weightPpm").asInt();
  }

  /** Lets the lease run down to so much. */
  public synchronized void age(double secondsLeft) {
    leaseSecondsLeft = secondsLeft;
  }

  /** What is left of the lease. */
  public synchronized double leaseSecondsLeft() {
    return leaseSecondsLeft;
  }

  /** The split in force. */
  public synchronized JsonNode split() {
    return split;
  }

  /**
   * Readers come: so many requests to a track, {@code bad} of them failing, by so many new readers.
   */
  public synchronized void read(String name, long requests, long bad, long newReaders) {
    ObjectNode track = name.equals("canary") ? canary : stable;
    add(track, "requests", requests);
    add(track, "errors", bad);
    add(track, "latencyRequests", requests);
    add(track, "listedRequests", requests);
    add(track, "assignments", newReaders);
  }

  @Override
  public synchronized Answer answer(Request request) {
    try {
      return switch (request.method() + " " + request.port() + request.path()) {
        case "PUT 8081/split" -> put(request);
        case "GET 8081/split" -> answered(200, split.isMissingNode() ? track() : split);
        case "GET 8081/metrics/slo" -> answered(200, slo());
        default -> request.port() == 8080 ? page(request) : answered(404, counts());
      };
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A page, asked for by a probe; only those come this way. */
  private Answer page(Request request) {
    String header = request.headers().getOrDefault("X-Blogsite-Track", "");
    ObjectNode track = header.startsWith("canary;kind=probe;") ? canary : stable;
    ObjectNode probes = (ObjectNode) track.get("probes");
    for (String name : List.of("requests", "latencyRequests", "listedRequests")) {
      add(probes, name, 1);
    }
    String body =
        "<urlset><url><loc>https://x/</loc></url><url><loc>https://x/posts/a</loc></url></urlset>";
    return new Answer.Answered(200, Map.of(), body);
  }

  /** Takes a mounted split, by the same rule of epochs; whether one is in force. */
  public synchronized boolean mount(String text) {
    try {
      take(MAPPER.readTree(text));
      return !split.isMissingNode();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answer put(Request request) throws JsonProcessingException {
    String signature = key.signature(request.body());
    if (!signature.equals(request.headers().get("X-Blogsite-Signature"))) {
      return answered(401, MAPPER.createObjectNode().put("error", "wrong signature"));
    }
    JsonNode next = MAPPER.readTree(request.body());
    ObjectNode says = MAPPER.createObjectNode();
    if (!take(next)) {
      says.put("error", "the epoch is not newer");
      return answered(409, says.put("epoch", known()).put("weightPpm", weightPpm()));
    }
    leaseSecondsLeft = LEASE_SECONDS;
    return answered(200, says.put("epoch", known()).put("weightPpm", weightPpm()));
  }

  private boolean take(JsonNode next) {
    long epoch = next.path("epoch").asLong();
    boolean other = !next.path("weightPpm").equals(split.path("weightPpm"));
    if (epoch < known() || (epoch == known() && other)) {
      return false;
    }
    if (!Objects.equals(next.path("rollout"), split.path("rollout"))) {
      canary = track();
    }
    split = next;
    return true;
  }

  private long known() {
    return split.path("epoch").asLong();
  }

  private ObjectNode slo() {
    ObjectNode slo = MAPPER.createObjectNode();
    slo.put("kind", "router").put("pod", pod).put("startedAt", startedAt).put("site", site);
    slo.put("rollout", split.path("rollout").textValue());
    slo.put("epoch", split.path("epoch").asLong()).put("weightPpm", weightPpm());
    slo.put("leaseSecondsLeft", leaseSecondsLeft).put("leaseExpired", false);
    ObjectNode tracks = slo.putObject("tracks");
    tracks.set("stable", named(stable, "stable"));
    if (split.hasNonNull("canary")) {
      tracks.set("canary", named(canary, "canary"));
    }
    return slo;
  }

  private JsonNode named(ObjectNode track, String name) {
    String revision = split.path(name).path("revision").textValue();
    ObjectNode named = track.deepCopy().put("revision", revision);
    for (JsonNode counts : List.of(named, named.get("probes"))) {
      ObjectNode slow = ((ObjectNode) counts).putObject("slow");
      split.path("thresholds").fieldNames().forEachRemaining(each -> slow.put(each, 0));
    }
    return named;
  }

  private static ObjectNode track() {
    ObjectNode track = counts();
    track.put("assignments", 0).put("backends", 1).put("ejected", 0);
    track.set("probes", counts());
    track.putArray("history");
    return track;
  }

  private static ObjectNode counts() {
    ObjectNode counts = MAPPER.createObjectNode();
    for (String name :
        List.of("requests", "errors", "latencyRequests", "listedRequests", "listedNotFound")) {
      counts.put(name, 0);
    }
    return counts;
  }

  private static void add(ObjectNode track, String name, long more) {
    track.put(name, track.path(name).asLong() + more);
  }

  private static Answer answered(int status, JsonNode json) {
    return new Answer.Answered(status, Map.of(), json.toString());
  }
}
