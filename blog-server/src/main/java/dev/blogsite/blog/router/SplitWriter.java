package dev.blogsite.blog.router;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.blogsite.blog.router.split.Split;
import dev.blogsite.blog.router.split.SplitState.InForce;
import dev.blogsite.blog.router.split.Target;
import dev.blogsite.blog.router.split.Threshold;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes the split in force as the document it came from, with what became of its lease. */
final class SplitWriter {
  private static final JsonFactory FACTORY = new JsonFactory();

  private SplitWriter() {}

  static byte[] toJson(InForce inForce) {
    Split split = inForce.split();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("site", split.site());
      json.writeStringField("rollout", split.canary().map(Split.Canary::rollout).orElse(null));
      json.writeNumberField("epoch", split.epoch());
      json.writeNumberField("weightPpm", split.weightPpm());
      json.writeNumberField("leaseSeconds", split.lease().toSeconds());
      json.writeFieldName("stable");
      write(json, split.stable());
      json.writeFieldName("canary");
      if (split.canary().isPresent()) {
        write(json, split.canary().get().target());
      } else {
        json.writeNull();
      }
      json.writeObjectFieldStart("thresholds");
      for (Threshold threshold : split.thresholds()) {
        json.writeNumberField(threshold.objective(), threshold.nanos() / 1e9);
      }
      json.writeEndObject();
      json.writeStringField("leaseEnds", inForce.leaseEnds().toString());
      json.writeBooleanField("leaseExpired", inForce.expired());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, Target target) throws IOException {
    json.writeStartObject();
    json.writeStringField("revision", target.revision());
    json.writeStringField("host", target.host());
    json.writeNumberField("port", target.port());
    json.writeEndObject();
  }
}
