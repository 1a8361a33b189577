package dev.blogsite.operator.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.blogsite.operator.cluster.Fan;
import dev.blogsite.operator.cluster.PodProxy;
import dev.blogsite.operator.cluster.PodProxy.Answer.Answered;
import dev.blogsite.operator.cluster.PodProxy.Answer.Failed;
import dev.blogsite.operator.cluster.PodRef;
import java.util.List;
import java.util.Map;

/** The built-in router, reached pod by pod through the API server. Thread-safe. */
public final class ProxiedRouter implements Router {

  private static final int OPS_PORT = 8081;
  private static final String PATH = "/split";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final PodProxy proxy;
  private final Fan fan;

  /** A router reached through {@code proxy}, its pods asked side by side by {@code fan}. */
  public ProxiedRouter(PodProxy proxy, Fan fan) {
    this.proxy = proxy;
    this.fan = fan;
  }

  @Override
  public Map<PodRef, Answer> put(List<PodRef> routers, Split split, SiteKey key) {
    String body = SplitJson.write(split);
    var headers =
        Map.of("Content-Type", "application/json", "X-Blogsite-Signature", key.signature(body));
    var request = new PodProxy.Request("PUT", OPS_PORT, PATH, headers, body);
    return fan.each(routers, pod -> answer(proxy.send(pod, request)));
  }

  @Override
  public Map<PodRef, Answer> inForce(List<PodRef> routers) {
    var request = PodProxy.Request.get(OPS_PORT, PATH);
    return fan.each(routers, pod -> answer(proxy.send(pod, request)));
  }

  private static Answer answer(PodProxy.Answer came) {
    return switch (came) {
      case Failed(var why) -> new Answer.Unknown(why);
      case Answered(int status, var _, var body) when status == 200 || status == 409 ->
          read(status, body);
      case Answered(int status, var _, var body) ->
          new Answer.Unknown("answered " + status + ": " + clip(body));
    };
  }

  private static Answer read(int status, String body) {
    try {
      JsonNode json = MAPPER.readTree(body);
      JsonNode epoch = json.path("epoch");
      JsonNode weight = json.path("weightPpm");
      if (!epoch.isIntegralNumber() || !weight.isInt()) {
        return new Answer.Unknown("answered without epoch and weightPpm: " + clip(body));
      }
      return status == 200
          ? new Answer.InForce(epoch.longValue(), weight.intValue())
          : new Answer.Fenced(
              epoch.longValue(), weight.intValue(), json.path("error").asText("no reason given"));
    } catch (JsonProcessingException _) {
      return new Answer.Unknown("answered what is not JSON: " + clip(body));
    }
  }

  private static String clip(String body) {
    return body.length() <= 200 ? body : body.substring(0, 200) + "…";
  }
}
