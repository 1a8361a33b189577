package dev.blogsite.operator.manifest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.blogsite.api.v1alpha1.Resources;
import io.fabric8.kubernetes.api.model.Quantity;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that decides what a reader gets, resolved. Immutable.
 *
 * @param image as a pod names it
 * @param version what people call it
 * @param configYaml the text of {@code config.yaml}
 * @param content name of the content, 10 hex digits
 * @param slots how many ConfigMaps the content takes, 0 to {@link Sets#SLOTS}
 * @param setHash SHA-256 in hex of the set that its pods acknowledge
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Revision(
    String image,
    String version,
    Resources resources,
    String configYaml,
    String content,
    int slots,
    String setHash) {

  /** The revision that serves this content with this configuration. */
  public static Revision of(
      String image,
      String version,
      Resources resources,
      String configYaml,
      Packing.Packed content) {
    var files = new TreeMap<>(content.hashes());
    files.put(Sets.CONFIG_FILE, Hashes.of(configYaml.getBytes(StandardCharsets.UTF_8)));
    return new Revision(
        image,
        version,
        resources,
        configYaml,
        content.name(),
        content.slots().size(),
        Hashes.ofSet(files));
  }

  /** Its name: 10 hex digits of the SHA-256 of image, resources and set. */
  @JsonIgnore
  public String name() {
    return Hashes.nameOf(
        "image "
            + image
            + "\n"
            + pod("requests", resources.requests())
            + pod("limits", resources.limits())
            + "set "
            + setHash
            + "\n");
  }

  /** Whether going from that revision to this one needs new pods. */
  public boolean isColdAfter(Revision before) {
    return !image.equals(before.image) || !resources.equals(before.resources);
  }

  private static String pod(String what, Resources.@Nullable Amounts amounts) {
    return amounts == null
        ? ""
        : what + " " + text(amounts.cpu()) + " " + text(amounts.memory()) + "\n";
  }

  private static String text(@Nullable Quantity quantity) {
    // 1 and 1000m are the same, and must not be two revisions.
    return quantity == null ? "-" : quantity.getNumericalAmount().stripTrailingZeros().toString();
  }
}
