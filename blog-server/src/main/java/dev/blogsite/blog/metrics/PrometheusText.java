package dev.blogsite.blog.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes a registry in Prometheus' text format. */
public final class PrometheusText {
  /** The content type of the text. */
  public static final String CONTENT_TYPE = TextFormat.CONTENT_TYPE_004;

  private PrometheusText() {}

  /** Returns all samples of {@code registry} now. */
  public static String of(CollectorRegistry registry) {
    StringWriter out = new StringWriter(8 * 1024);
    try {
      TextFormat.write004(out, registry.metricFamilySamples());
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written", e);
    }
    return out.toString();
  }
}
