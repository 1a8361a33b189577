package dev.blogsite.operator.metrics;

import dev.blogsite.operator.cluster.Fan;
import dev.blogsite.operator.cluster.PodProxy;
import dev.blogsite.operator.cluster.PodProxy.Answer.Answered;
import dev.blogsite.operator.cluster.PodProxy.Answer.Failed;
import dev.blogsite.operator.cluster.PodRef;
import java.time.Duration;
import java.util.List;

/** Counts read pod by pod from {@code /metrics/slo} through the API server. Thread-safe. */
public final class ProxiedSloSource implements SloSource {

  private static final PodProxy.Request SLO = PodProxy.Request.get(8081, "/metrics/slo");

  /** How long pods that hang may keep a site from its turn. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final PodProxy proxy;
  private final Fan routers;
  private final Fan blogs;

  /**
   * A source that asks through {@code proxy}. What blogs run is their owners', and may hang: they
   * have a fan of their own, so that no router waits for them.
   */
  public ProxiedSloSource(PodProxy proxy, Fan routers, Fan blogs) {
    this.proxy = proxy;
    this.routers = routers;
    this.blogs = blogs;
  }

  @Override
  public List<Reading> routers(String site, List<PodRef> pods) {
    return read(routers, pods, (pod, body) -> SloJson.router(pod, site, body));
  }

  @Override
  public List<Reading> blogs(List<PodRef> pods) {
    return read(blogs, pods, SloJson::blog);
  }

  private List<Reading> read(Fan fan, List<PodRef> pods, Parser parser) {
    var readings = fan.each(pods, pod -> one(pod, parser), PATIENCE, ProxiedSloSource::unasked);
    return List.copyOf(readings.values());
  }

  private static Reading unasked(PodRef pod) {
    return new Reading.Missing(pod.name(), "was not asked: other pods did not answer in time");
  }

  private Reading one(PodRef pod, Parser parser) {
    return switch (proxy.send(pod, SLO)) {
      case Failed(var why) -> new Reading.Missing(pod.name(), why);
      case Answered(int status, var _, var body) when status == 200 -> parsed(pod, body, parser);
      case Answered(int status, var _, var _) ->
          new Reading.Missing(pod.name(), "answered " + status);
    };
  }

  private static Reading parsed(PodRef pod, String body, Parser parser) {
    try {
      return parser.parse(pod.name(), body);
    } catch (SloJson.Refused e) {
      return new Reading.Missing(pod.name(), String.valueOf(e.getMessage()));
    }
  }

  @FunctionalInterface
  private interface Parser {
    Reading parse(String pod, String body) throws SloJson.Refused;
  }
}
