package dev.blogsite.operator.manifest;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** ConfigMaps with a site's files: the kept content, and each track's own copy of its set. */
public final class Contents {
  /** Label of kept content: its name, 10 hex digits. */
  public static final String CONTENT = "blogsite.dev/content";

  private Contents() {}

  /** The name of one ConfigMap of kept content, such as {@code garden-content-0a1b2c3d4e-0}. */
  public static String keptName(SiteId site, String content, int slot) {
    return site.object("content-" + content + "-" + slot);
  }

  /** The name of one ConfigMap of a track's set, such as {@code garden-stable-content-0}. */
  public static String slotName(SiteId site, TrackName track, int slot) {
    return site.object(track.text() + "-content-" + slot);
  }

  /** The immutable ConfigMaps that keep content for as long as a revision names it. */
  public static List<ConfigMap> kept(SiteId site, Packing.Packed content) {
    var maps = new ArrayList<ConfigMap>();
    for (var slot = 0; slot < content.slots().size(); slot++) {
      var map =
          new ConfigMapBuilder()
              .withMetadata(
                  site.meta(keptName(site, content.name(), slot), SiteId.SITE)
                      .addToLabels(CONTENT, content.name())
                      .build())
              .withImmutable(true);
      content
          .slots()
          .get(slot)
          .forEach(
              (name, bytes) -> {
                if (isText(bytes)) {
                  map.addToData(name, new String(bytes, StandardCharsets.UTF_8));
                } else {
                  map.addToBinaryData(name, Base64.getEncoder().encodeToString(bytes));
                }
              });
      maps.add(map.build());
    }
    return maps;
  }

  /**
   * A track's copy of one ConfigMap of kept content. A track's slots from {@link Revision#slots} on
   * are to be deleted.
   */
  public static ConfigMap slot(
      SiteId site, TrackName track, Revision revision, int slot, ConfigMap kept) {
    return new ConfigMapBuilder()
        .withMetadata(site.meta(slotName(site, track, slot), track, revision.name()).build())
        .withData(kept.getData())
        .withBinaryData(kept.getBinaryData())
        .build();
  }

  /** A track's configuration, and which set its pods have to acknowledge. */
  public static ConfigMap config(SiteId site, TrackName track, Revision revision) {
    var name = site.object(track.text() + "-config");
    var told =
        "{\"revision\":\"%s\",\"setHash\":\"%s\"}\n".formatted(revision.name(), revision.setHash());
    return new ConfigMapBuilder()
        .withMetadata(site.meta(name, track, revision.name()).build())
        .addToData(Sets.CONFIG_FILE, revision.configYaml())
        .addToData(Sets.REVISION_FILE, told)
        .build();
  }

  private static boolean isText(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }
}
