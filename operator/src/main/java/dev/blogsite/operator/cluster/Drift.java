package dev.blogsite.operator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether an object in the cluster is still what the operator applied. Pure.
 *
 * <p>A hash of the desired object, kept as an annotation of it, tells whether something else is
 * desired now (a field that goes is seen only so); a comparison of each desired field with the
 * observed one tells whether someone else has changed it.
 */
public final class Drift {

  /** The annotation that holds the hash of what was applied. */
  public static final String APPLIED = "blogsite.dev/applied";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Set<String> QUANTITIES = Set.of("requests", "limits");

  private Drift() {}

  /**
   * The desired object with the hash of itself as an annotation. Changes the object it is given.
   */
  public static <T extends HasMetadata> T stamp(T desired) {
    var annotations = new TreeMap<String, String>();
    if (desired.getMetadata().getAnnotations() != null) {
      annotations.putAll(desired.getMetadata().getAnnotations());
    }
    annotations.put(APPLIED, hash(MAPPER.valueToTree(desired)));
    desired.getMetadata().setAnnotations(annotations);
    return desired;
  }

  /** Whether a {@link #stamp stamped} object has to be applied again. */
  public static boolean differs(HasMetadata stamped, HasMetadata observed) {
    return !covers("", MAPPER.valueToTree(stamped), MAPPER.valueToTree(observed));
  }

  /** Whether everything in {@code desired} is in {@code observed}. */
  private static boolean covers(String key, JsonNode desired, JsonNode observed) {
    if (desired.isNull() || (desired.isContainerNode() && desired.isEmpty())) {
      // The API server drops empty values, and the hash already tells one empty value from another.
      return true;
    }
    if (desired.isObject()) {
      for (var field : desired.properties()) {
        String inner = QUANTITIES.contains(key) ? "quantity" : field.getKey();
        if (!covers(inner, field.getValue(), observed.path(field.getKey()))) {
          return false;
        }
      }
      return true;
    }
    if (desired.isArray()) {
      return coversList(key, desired, observed);
    }
    return sameValue(key, desired, observed);
  }

  /**
   * Lists that name their entries are compared by name, since others may add entries; others by
   * position.
   */
  private static boolean coversList(String key, JsonNode desired, JsonNode observed) {
    for (int i = 0; i < desired.size(); i++) {
      JsonNode entry = desired.get(i);
      JsonNode there = entry.has("name") ? named(observed, entry.get("name")) : observed.path(i);
      if (!covers(key, entry, there)) {
        return false;
      }
    }
    return desired.size() <= observed.size();
  }

  private static JsonNode named(JsonNode list, JsonNode name) {
    for (JsonNode entry : list) {
      if (name.equals(entry.path("name"))) {
        return entry;
      }
    }
    return MAPPER.missingNode();
  }

  private static boolean sameValue(String key, JsonNode desired, JsonNode observed) {
    if (desired.equals(observed)) {
      return true;
    }
    boolean quantity = key.equals("quantity") || key.equals("sizeLimit");
    if (quantity && observed.isValueNode() && !observed.isNull()) {
      return new Quantity(desired.asText()).equals(new Quantity(observed.asText()));
    }
    return desired.isNumber()
        && observed.isNumber()
        && desired.decimalValue().compareTo(observed.decimalValue()) == 0;
  }

  private static String hash(JsonNode json) {
    try {
      byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      // Every Java platform must have SHA-256.
      throw new IllegalStateException(e);
    }
  }
}
