package dev.blogsite.operator.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blogsite.operator.cluster.PodProxy.Answer;
import dev.blogsite.operator.cluster.PodProxy.Request;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A blog pod that says what it serves. Thread-safe. */
public final class FakeBlog implements FakePods.FakePod {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String pod;
  private final Instant startedAt = Instant.now();
  private volatile @Nullable String revision;
  private volatile @Nullable String refusal;
  private volatile Map<String, String> brokenPosts = Map.of();

  /** A pod that has taken no set yet. */
  public FakeBlog(String pod) {
    this.pod = pod;
  }

  /** Takes the set of a revision. */
  public void take(String taken) {
    revision = taken;
    refusal = null;
  }

  /** Refuses a set, and goes on serving the one before. */
  public void refuse(String why) {
    refusal = why;
  }

  /** Leaves posts out: the reason by the name of the file, always in line 3. */
  public void leaveOut(Map<String, String> posts) {
    brokenPosts = posts;
  }

  @Override
  public Answer answer(Request request) {
    if (!request.path().equals("/metrics/slo")) {
      return new Answer.Answered(404, Map.of(), "");
    }
    double up = Math.max(0.001, (Instant.now().toEpochMilli() - startedAt.toEpochMilli()) / 1e3);
    ObjectNode slo = MAPPER.createObjectNode();
    slo.put("kind", "blog").put("pod", pod).put("startedAt", startedAt.toString());
    slo.put("revision", revision).put("configHash", revision);
    String result = revision == null ? "Incomplete" : "Acknowledged";
    slo.put("result", refusal == null ? result : "Refused").put("error", refusal);
    slo.putObject("dbPool").put("size", 4).put("busySeconds", 0.1).put("uptimeSeconds", up);
    var refused = slo.putArray("postsRefused");
    brokenPosts.forEach(
        (file, why) -> refused.addObject().put("file", file).put("line", 3).put("error", why));
    return new Answer.Answered(200, Map.of(), slo.toString());
  }
}
