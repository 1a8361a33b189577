package dev.blogsite.operator.metrics;

import dev.blogsite.operator.cluster.Fan;
import dev.blogsite.operator.cluster.PodProxy;
import dev.blogsite.operator.cluster.PodProxy.Answer.Answered;
import dev.blogsite.operator.cluster.PodProxy.Answer.Failed;
import dev.blogsite.operator.cluster.PodRef;
import java.util.List;

/** Counts read pod by pod from {@code /metrics/slo} through the API server. Thread-safe. */
public final class ProxiedSloSource implements SloSource {

  private static final PodProxy.Request SLO = PodProxy.Request.get(8081, "/metrics/slo");

  private final PodProxy proxy;
  private final Fan fan;

  /** A source that asks through {@code proxy}, side by side by {@code fan}. */
  public ProxiedSloSource(PodProxy proxy, Fan fan) {
    this.proxy = proxy;
    this.fan = fan;
  }

  @Override
  public List<Reading> routers(String site, List<PodRef> pods) {
    return read(pods, (pod, body) -> SloJson.router(pod, site, body));
  }

  @Override
  public List<Reading> blogs(List<PodRef> pods) {
    return read(pods, SloJson::blog);
  }

  private List<Reading> read(List<PodRef> pods, Parser parser) {
    return List.copyOf(fan.each(pods, pod -> one(pod, parser)).values());
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
