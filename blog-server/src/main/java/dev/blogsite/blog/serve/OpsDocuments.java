package dev.blogsite.blog.serve;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.blogsite.blog.http.Json;
import dev.blogsite.blog.http.OpsHandler.Answer;
import dev.blogsite.blog.post.Refusal;
import dev.blogsite.blog.render.Site;
import dev.blogsite.blog.sqlite.PoolMeter;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The documents of a blog's ops port; docs/contract.md says what stands in them. Thread-safe. */
final class OpsDocuments {
  /** Posts named in the compact state, which is read often. */
  private static final int MAX_REFUSALS = 10;

  private final Blog blog;
  private final PoolMeter pool;
  private final String pod;
  private final InstantSource clock;

  OpsDocuments(Blog blog, PoolMeter pool, String pod, InstantSource clock) {
    this.blog = blog;
    this.pool = pool;
    this.pod = pod;
    this.clock = clock;
  }

  /** Returns the documents by path. */
  Map<String, Supplier<Answer>> all() {
    return Map.of(
        "/healthz", this::alive,
        "/health/started", this::started,
        "/health/ready", this::ready,
        "/metrics/slo", this::slo);
  }

  private Answer alive() {
    return Answer.json(
        200,
        Json.object(
            json -> {
              json.writeStringField("status", "ok");
              json.writeNumberField("uptime_sec", uptime().toSeconds());
            }));
  }

  private Answer started() {
    boolean started = blog.isStarted();
    return Answer.json(
        started ? 200 : 503, Json.object(json -> json.writeBooleanField("started", started)));
  }

  private Answer ready() {
    boolean ready = blog.isReady();
    return Answer.json(
        ready ? 200 : 503,
        Json.object(
            json -> {
              json.writeBooleanField("ready", ready);
              identity(json);
              json.writeNumberField("generation", blog.state().generation());
              result(json);
              json.writeBooleanField("draining", blog.isDraining());
              refusals(json, Integer.MAX_VALUE);
            }));
  }

  private Answer slo() {
    return Answer.json(
        200,
        Json.object(
            json -> {
              json.writeStringField("kind", "blog");
              json.writeStringField("pod", pod);
              json.writeStringField("startedAt", blog.startedAt().toString());
              identity(json);
              result(json);
              json.writeObjectFieldStart("dbPool");
              json.writeNumberField("size", pool.size());
              json.writeNumberField("busySeconds", pool.busySeconds());
              json.writeNumberField("uptimeSeconds", uptime().toNanos() / 1e9);
              json.writeEndObject();
              refusals(json, MAX_REFUSALS);
            }));
  }

  private void identity(JsonGenerator json) throws IOException {
    Site site = blog.acknowledged();
    json.writeStringField("revision", site == null ? null : site.revision());
    json.writeStringField("configHash", site == null ? null : site.setHash());
  }

  private void result(JsonGenerator json) throws IOException {
    State state = blog.state();
    json.writeStringField("result", state.result().name());
    json.writeStringField("error", state.error().orElse(null));
  }

  private void refusals(JsonGenerator json, int most) throws IOException {
    Site site = blog.acknowledged();
    List<Refusal> refusals = site == null ? List.of() : site.refusals();
    json.writeArrayFieldStart("postsRefused");
    for (Refusal refusal : refusals.subList(0, Math.min(most, refusals.size()))) {
      json.writeStartObject();
      json.writeStringField("file", refusal.file());
      json.writeNumberField("line", refusal.line());
      json.writeStringField("error", refusal.error());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private Duration uptime() {
    return Duration.between(blog.startedAt(), clock.instant());
  }
}
