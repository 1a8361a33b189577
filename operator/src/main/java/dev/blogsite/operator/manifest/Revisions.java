package dev.blogsite.operator.manifest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.blogsite.api.v1alpha1.Keys;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import java.util.Optional;

/** A site's revisions as ControllerRevisions, which the API server keeps unchanged. */
public final class Revisions {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private Revisions() {}

  /** The name of a revision's object, such as {@code garden-6f9c01ab23}. */
  public static String objectName(SiteId site, String revision) {
    return site.object(revision);
  }

  /**
   * The object that keeps a revision.
   *
   * @param number rises with each revision of the site; at least 1
   */
  public static ControllerRevision object(SiteId site, Revision revision, long number) {
    return new ControllerRevisionBuilder()
        .withMetadata(
            site.meta(objectName(site, revision.name()), SiteId.SITE)
                .addToLabels(Keys.REVISION, revision.name())
                .build())
        .withData(MAPPER.valueToTree(revision))
        .withRevision(number)
        .build();
  }

  /** The revision that an object keeps; empty when someone else wrote something else into it. */
  public static Optional<Revision> read(ControllerRevision object) {
    try {
      return Optional.ofNullable(MAPPER.convertValue(object.getData(), Revision.class))
          .filter(revision -> object.getMetadata().getName().endsWith("-" + revision.name()));
    } catch (IllegalArgumentException | NullPointerException _) {
      return Optional.empty();
    }
  }
}
