package dev.blogsite.operator.manifest;

import dev.blogsite.operator.manifest.Packing.Packed;
import dev.blogsite.operator.manifest.Packing.Refused;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The packing of a site's content files into the slots that a track's pods mount. Pure. */
public final class Sets {
  /** Optional ConfigMaps that each track's pods mount, whether they exist or not. */
  public static final int SLOTS = 8;

  /** Bytes of files in one slot: a ConfigMap takes 1 MiB, its names and its labels too. */
  public static final int MAX_SLOT_BYTES = 900 * 1024;

  static final String CONFIG_FILE = "config.yaml";
  static final String REVISION_FILE = "revision.json";
  private static final Set<String> RESERVED = Set.of(CONFIG_FILE, REVISION_FILE);

  private Sets() {}

  /**
   * All files of these ConfigMaps in as few slots as their sizes allow. The same files give the
   * same slots, in whatever order and in whatever ConfigMaps they come.
   */
  public static Packing pack(List<ConfigMap> configMaps) {
    var errors = new ArrayList<String>();
    var files = new TreeMap<String, byte[]>();
    var origins = new TreeMap<String, String>();
    for (var map : configMaps) {
      var origin = map.getMetadata().getName();
      for (var file : files(map).entrySet()) {
        check(origin, file.getKey(), file.getValue(), origins, errors);
        files.putIfAbsent(file.getKey(), file.getValue());
      }
    }
    if (!errors.isEmpty()) {
      return new Refused(errors);
    }
    var slots = fill(files);
    return slots.size() <= SLOTS ? packed(files, slots) : new Refused(List.of(tooLarge(files)));
  }

  private static SortedMap<String, byte[]> files(ConfigMap map) {
    var files = new TreeMap<String, byte[]>();
    if (map.getData() != null) {
      map.getData().forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
    }
    if (map.getBinaryData() != null) {
      map.getBinaryData().forEach((name, b64) -> files.put(name, Base64.getDecoder().decode(b64)));
    }
    return files;
  }

  private static void check(
      String origin, String name, byte[] bytes, Map<String, String> origins, List<String> errors) {
    var file = "file " + name + " of ConfigMap " + origin;
    if (RESERVED.contains(name)) {
      errors.add(file + " has a name that the operator writes itself; rename it");
    }
    var first = origins.putIfAbsent(name, origin);
    if (first != null) {
      errors.add(file + " is in ConfigMap " + first + " too; rename or remove one of them");
    }
    if (bytes.length > MAX_SLOT_BYTES) {
      errors.add(file + " has " + bytes.length + " bytes; must have at most " + MAX_SLOT_BYTES);
    }
  }

  /** First fit, largest first: within two ninths of the best packing. */
  private static List<SortedMap<String, byte[]>> fill(Map<String, byte[]> files) {
    var largestFirst =
        files.entrySet().stream()
            .sorted(
                Comparator.<Map.Entry<String, byte[]>>comparingInt(f -> -f.getValue().length)
                    .thenComparing(Map.Entry::getKey))
            .toList();
    var slots = new ArrayList<SortedMap<String, byte[]>>();
    var used = new ArrayList<Integer>();
    for (var file : largestFirst) {
      var size = file.getValue().length;
      var slot = 0;
      while (slot < slots.size() && used.get(slot) + size > MAX_SLOT_BYTES) {
        slot++;
      }
      if (slot == slots.size()) {
        slots.add(new TreeMap<>());
        used.add(0);
      }
      slots.get(slot).put(file.getKey(), file.getValue());
      used.set(slot, used.get(slot) + size);
    }
    return slots;
  }

  private static Packed packed(
      SortedMap<String, byte[]> files, List<SortedMap<String, byte[]>> slots) {
    var hashes = new TreeMap<String, String>();
    files.forEach((name, bytes) -> hashes.put(name, Hashes.of(bytes)));
    return new Packed(Hashes.nameOf(Hashes.ofSet(hashes)), List.copyOf(slots), hashes);
  }

  private static String tooLarge(Map<String, byte[]> files) {
    var bytes = files.values().stream().mapToLong(f -> f.length).sum();
    return "content has "
        + bytes
        + " bytes in "
        + files.size()
        + " files; must fit into "
        + SLOTS
        + " ConfigMaps of "
        + MAX_SLOT_BYTES
        + " bytes";
  }
}
