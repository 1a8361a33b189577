package dev.blogsite.operator.metrics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code /metrics/slo} strictly: a number that is missing, negative, not whole where it must
 * be, NaN or infinite makes the whole answer unusable, never a zero.
 */
final class SloJson {

  private static final int MAX_HISTORY = 60;
  private static final int MAX_OBJECTIVES = 64;
  private static final int MAX_POSTS = 10;
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxNumberLength(40)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private SloJson() {}

  /** What a router pod called {@code pod} said of its site. */
  static Reading.Router router(String pod, String site, String body) throws Refused {
    JsonNode json = document(pod, "router", body);
    if (!site.equals(text(json, "site"))) {
      throw new Refused("site is " + json.path("site") + "; must be " + site);
    }
    JsonNode tracks = json.path("tracks");
    JsonNode canary = tracks.path("canary");
    return new Reading.Router(
        pod,
        time(json, "startedAt"),
        nullableText(json, "rollout"),
        count(json, "epoch"),
        (int) Math.min(count(json, "weightPpm"), Integer.MAX_VALUE),
        json.path("leaseExpired").asBoolean(false),
        seconds(json, "leaseSecondsLeft"),
        track("tracks.stable", tracks.path("stable")),
        canary.isMissingNode() || canary.isNull() ? null : track("tracks.canary", canary));
  }

  /** What a blog pod called {@code pod} said of itself. */
  static Reading.Blog blog(String pod, String body) throws Refused {
    JsonNode json = document(pod, "blog", body);
    JsonNode pool = json.path("dbPool");
    return new Reading.Blog(
        pod,
        time(json, "startedAt"),
        nullableText(json, "revision"),
        nullableText(json, "configHash"),
        text(json, "result"),
        nullableText(json, "error"),
        count(pool, "size"),
        seconds(pool, "busySeconds"),
        seconds(pool, "uptimeSeconds"),
        posts(json.path("postsRefused")));
  }

  /** Posts that were left out; a blog server older than this field names none. */
  private static List<String> posts(JsonNode refused) throws Refused {
    List<String> posts = new ArrayList<>();
    for (JsonNode post : refused) {
      if (posts.size() < MAX_POSTS) {
        posts.add(
            "%s:%d: %s".formatted(text(post, "file"), count(post, "line"), text(post, "error")));
      }
    }
    return posts;
  }

  private static JsonNode document(String pod, String kind, String body) throws Refused {
    try {
      JsonNode json = MAPPER.readTree(body);
      if (!json.isObject()) {
        throw new Refused("the answer is no JSON object");
      }
      if (!kind.equals(text(json, "kind"))) {
        throw new Refused("kind is " + json.path("kind") + "; must be " + kind);
      }
      if (!pod.equals(text(json, "pod"))) {
        throw new Refused("pod is " + json.path("pod") + "; must be " + pod);
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new Refused("the answer is not JSON: " + e.getOriginalMessage());
    }
  }

  private static Reading.Track track(String at, JsonNode json) throws Refused {
    if (!json.isObject()) {
      throw new Refused(at + " is missing");
    }
    List<Reading.Slice> history = new ArrayList<>();
    for (JsonNode slice : json.path("history")) {
      if (history.size() == MAX_HISTORY) {
        throw new Refused(at + ".history has more than " + MAX_HISTORY + " slices");
      }
      history.add(new Reading.Slice(count(slice, "requests"), count(slice, "errors"), slow(slice)));
    }
    return new Reading.Track(
        nullableText(json, "revision"),
        counts(json),
        count(json, "assignments"),
        count(json, "backends"),
        counts(json.path("probes")),
        history);
  }

  private static Reading.Counts counts(JsonNode json) throws Refused {
    return new Reading.Counts(
        count(json, "requests"),
        count(json, "errors"),
        count(json, "latencyRequests"),
        slow(json),
        count(json, "listedRequests"),
        count(json, "listedNotFound"));
  }

  private static SortedMap<String, Long> slow(JsonNode json) throws Refused {
    JsonNode slow = json.path("slow");
    if (!slow.isObject() || slow.size() > MAX_OBJECTIVES) {
      throw new Refused("slow is missing or has more than " + MAX_OBJECTIVES + " objectives");
    }
    SortedMap<String, Long> counts = new TreeMap<>();
    for (var field : slow.properties()) {
      counts.put(field.getKey(), count(slow, field.getKey()));
    }
    return counts;
  }

  private static long count(JsonNode json, String name) throws Refused {
    JsonNode value = json.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw new Refused(name + " is " + shown(value) + "; must be a count");
    }
    return value.longValue();
  }

  private static double seconds(JsonNode json, String name) throws Refused {
    JsonNode value = json.path(name);
    double seconds = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (!Double.isFinite(seconds) || seconds < 0) {
      throw new Refused(name + " is " + shown(value) + "; must be seconds");
    }
    return seconds;
  }

  private static String text(JsonNode json, String name) throws Refused {
    JsonNode value = json.path(name);
    if (!value.isTextual()) {
      throw new Refused(name + " is " + shown(value) + "; must be a string");
    }
    return value.textValue();
  }

  private static @Nullable String nullableText(JsonNode json, String name) throws Refused {
    return json.path(name).isNull() ? null : text(json, name);
  }

  private static Instant time(JsonNode json, String name) throws Refused {
    String text = text(json, name);
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException _) {
      throw new Refused(name + " is " + shown(json.path(name)) + "; must be an RFC 3339 time");
    }
  }

  private static String shown(JsonNode value) {
    String text = value.isMissingNode() ? "missing" : value.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  /** An answer that cannot be used; the message says which field, its value, and the rule. */
  static final class Refused extends Exception {

    Refused(String message) {
      super(message);
    }
  }
}
