package dev.blogsite.operator.cluster;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The story of a site, told as events on it. Of the core group: {@code kubectl describe} puts
 * events in order by a time that those of {@code events.k8s.io} may not have. Thread-safe.
 *
 * <p>An event that cannot be written is logged and given up: what it tells of was done, and what
 * comes next must not wait for it.
 */
public final class Events {

  private static final Logger LOG = LoggerFactory.getLogger(Events.class);
  private static final int MAX_NOTE = 1000;
  private static final String COMPONENT = "blogsite-operator";

  private final Writer writer;
  private final InstantSource clock;
  private final String instance;

  /** Events written by {@code writer} in the name of the operator's pod {@code instance}. */
  public Events(Writer writer, InstantSource clock, String instance) {
    this.writer = writer;
    this.clock = clock;
    this.instance = instance;
  }

  /** How an event is meant. */
  public enum Type {
    /** As it should go. */
    Normal,
    /** Someone may want to look. */
    Warning
  }

  /**
   * Tells one thing about an object.
   *
   * @param once what makes this telling one of its kind: told twice (as after a crash), it is one
   *     event
   * @param reason one word in UpperCamel
   * @param note a sentence for people
   */
  public void tell(HasMetadata about, Type type, String reason, String note, String once) {
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    String id =
        UUID.nameUUIDFromBytes(
                (about.getMetadata().getUid() + reason + once).getBytes(StandardCharsets.UTF_8))
            .toString()
            .substring(0, 13);
    var event =
        new EventBuilder()
            .withNewMetadata()
            .withNamespace(about.getMetadata().getNamespace())
            .withName(about.getMetadata().getName() + "." + id)
            .endMetadata()
            .withFirstTimestamp(now)
            .withLastTimestamp(now)
            .withCount(1)
            .withNewSource()
            .withComponent(COMPONENT)
            .endSource()
            .withReportingComponent(COMPONENT)
            .withReportingInstance(instance)
            .withAction(reason)
            .withReason(reason)
            .withType(type.name())
            .withMessage(note.length() <= MAX_NOTE ? note : note.substring(0, MAX_NOTE - 1) + "…")
            .withInvolvedObject(reference(about))
            .build();
    try {
      writer.createOnce(event);
    } catch (KubernetesClientException e) {
      LOG.atWarn()
          .addKeyValue(
              "site", about.getMetadata().getNamespace() + "/" + about.getMetadata().getName())
          .log("no event tells of {} ({}): {}", reason, note, e.getMessage());
    }
  }

  private static ObjectReference reference(HasMetadata about) {
    return new ObjectReferenceBuilder()
        .withApiVersion(about.getApiVersion())
        .withKind(about.getKind())
        .withNamespace(about.getMetadata().getNamespace())
        .withName(about.getMetadata().getName())
        .withUid(about.getMetadata().getUid())
        .build();
  }
}
