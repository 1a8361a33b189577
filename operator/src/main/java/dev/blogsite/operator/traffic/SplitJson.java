package dev.blogsite.operator.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
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
