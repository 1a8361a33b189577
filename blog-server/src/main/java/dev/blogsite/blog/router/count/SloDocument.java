package dev.blogsite.blog.router.count;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The router's compact state: what the operator judges by.
 *
 * @param leaseSecondsLeft 0 once the lease has run out
 * @param tracks stable first; the canary only while there is one
 */
public record SloDocument(
    String pod,
    Instant startedAt,
    String site,
    Optional<String> rollout,
    long epoch,
    int weightPpm,
    double leaseSecondsLeft,
    boolean leaseExpired,
    List<TrackPart> tracks) {

  private static final JsonFactory FACTORY = new JsonFactory();

  /** One track's part. */
  public record TrackPart(
      String track,
      String revision,
      Tally.Counts readers,
      Tally.Counts probes,
      long assignments,
      int backends,
      int ejected,
      List<History.Span> history) {}

  /** The document as JSON in UTF-8. */
  public byte[] toJson() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("kind", "router");
      json.writeStringField("pod", pod);
      json.writeStringField("startedAt", startedAt.toString());
      json.writeStringField("site", site);
      json.writeStringField("rollout", rollout.orElse(null));
      json.writeNumberField("epoch", epoch);
      json.writeNumberField("weightPpm", weightPpm);
      json.writeNumberField("leaseSecondsLeft", leaseSecondsLeft);
      json.writeBooleanField("leaseExpired", leaseExpired);
      json.writeObjectFieldStart("tracks");
      for (TrackPart part : tracks) {
        write(json, part);
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, TrackPart part) throws IOException {
    json.writeObjectFieldStart(part.track());
    json.writeStringField("revision", part.revision());
    write(json, part.readers());
    json.writeNumberField("assignments", part.assignments());
    json.writeNumberField("backends", part.backends());
    json.writeNumberField("ejected", part.ejected());
    json.writeObjectFieldStart("probes");
    write(json, part.probes());
    json.writeEndObject();
    json.writeArrayFieldStart("history");
    for (History.Span span : part.history()) {
      json.writeStartObject();
      json.writeNumberField("requests", span.requests());
      json.writeNumberField("errors", span.errors());
      writeSlow(json, span.slow());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Tally.Counts counts) throws IOException {
    json.writeNumberField("requests", counts.requests());
    json.writeNumberField("errors", counts.errors());
    json.writeNumberField("latencyRequests", counts.latencyRequests());
    writeSlow(json, counts.slow());
    json.writeNumberField("listedRequests", counts.listedRequests());
    json.writeNumberField("listedNotFound", counts.listedNotFound());
  }

  private static void writeSlow(JsonGenerator json, Map<String, Long> slow) throws IOException {
    json.writeObjectFieldStart("slow");
    for (Map.Entry<String, Long> each : slow.entrySet()) {
      json.writeNumberField(each.getKey(), each.getValue());
    }
    json.writeEndObject();
  }
}
