package dev.blogsite.operator.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The split document as JSON: one text for one split, since its signature covers the bytes. */
public final class SplitJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SplitJson() {}

  /** The document's text: fields in the contract's order, thresholds sorted by name. */
  public static String write(Split split) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("site", split.site());
    json.put("rollout", split.rollout());
    json.put("epoch", split.epoch());
    json.put("weightPpm", split.weightPpm());
    json.put("leaseSeconds", split.leaseSeconds());
    json.set("stable", backend(split.stable()));
    json.set("canary", backend(split.canary()));
    ObjectNode thresholds = json.putObject("thresholds");
    split.thresholds().forEach(thresholds::put);
    try {
      return MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The split that a document says; empty when it says none. */
  public static Optional<Split> read(String text) {
    try {
      JsonNode json = MAPPER.readTree(text);
      SortedMap<String, Double> thresholds = new TreeMap<>();
      for (var field : json.path("thresholds").properties()) {
        thresholds.put(field.getKey(), field.getValue().doubleValue());
      }
      Split.Backend stable = backend(json.path("stable"));
      return stable == null
          ? Optional.empty()
          : Optional.of(
              new Split(
                  json.path("site").asText(),
                  json.path("rollout").textValue(),
                  json.path("epoch").asLong(),
                  json.path("weightPpm").asInt(),
                  json.path("leaseSeconds").asLong(),
                  stable,
                  backend(json.path("canary")),
                  thresholds));
    } catch (JsonProcessingException | IllegalArgumentException _) {
      // Someone else wrote it: it is as good as none, and is written anew.
      return Optional.empty();
    }
  }

  private static Split.@Nullable Backend backend(JsonNode json) {
    String revision = json.path("revision").textValue();
    String host = json.path("host").textValue();
    return revision == null || host == null
        ? null
        : new Split.Backend(revision, host, json.path("port").asInt());
  }

  private static @Nullable ObjectNode backend(Split.@Nullable Backend backend) {
    return backend == null
        ? null
        : MAPPER
            .createObjectNode()
            .put("revision", backend.revision())
            .put("host", backend.host())
            .put("port", backend.port());
  }
}
