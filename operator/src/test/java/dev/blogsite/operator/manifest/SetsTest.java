package dev.blogsite.operator.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.operator.manifest.Packing.Packed;
import dev.blogsite.operator.manifest.Packing.Refused;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SetsTest {
  private static ConfigMap map(String name, Map<String, String> files) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withData(files)
        .build();
  }

  private static Packed packed(ConfigMap... maps) {
    return (Packed) Sets.pack(List.of(maps));
  }

  private static List<String> errors(ConfigMap... maps) {
    return ((Refused) Sets.pack(List.of(maps))).errors();
  }

  private static String text(int bytes) {
    return "x".repeat(bytes);
  }

  @Test
  void noContentTakesNoSlot() {
    assertEquals(List.of(), packed().slots());
    assertEquals(List.of(), packed(map("empty", Map.of())).slots());
  }

  @Test
  void theSameFilesGiveTheSameSlotsWhereverTheyComeFrom() {
    var apart = packed(map("b", Map.of("2.md", "two")), map("a", Map.of("1.md", "one")));
    var together = packed(map("c", Map.of("1.md", "one", "2.md", "two")));
    assertEquals(together.name(), apart.name());
    assertEquals(1, apart.slots().size());
    assertEquals(List.of("1.md", "2.md"), List.copyOf(apart.slots().getFirst().keySet()));
  }

  @Test
  void aChangedByteGivesAnotherName() {
    assertNotEquals(
        packed(map("a", Map.of("1.md", "one"))).name(),
        packed(map("a", Map.of("1.md", "onE"))).name());
  }

  @Test
  void hashesAreTheContracts() {
    // printf 'a.md\0%s\n' "$(printf hello | sha256sum | cut -c1-64)" | sha256sum
    var hello = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    var content = packed(map("a", Map.of("a.md", "hello")));
    assertEquals(hello, content.hashes().get("a.md"));
    assertEquals(
        "8dea6e901ca279d0337554c2934ce37d49d0f2256fe253f82d9acb15ea666437",
        Hashes.ofSet(new TreeMap<>(content.hashes())));
  }

  @Test
  void binaryFilesAreTaken() {
    var bytes = new byte[] {(byte) 0xff, 0, 1};
    var map = map("a", Map.of());
    map.setBinaryData(Map.of("a.png", Base64.getEncoder().encodeToString(bytes)));
    assertEquals(Hashes.of(bytes), packed(map).hashes().get("a.png"));
  }

  @Test
  void everySlotStaysWithinItsSize() {
    var random = new Random(7);
    for (var run = 0; run < 50; run++) {
      var files = new TreeMap<String, String>();
      for (var file = 0; file < 40; file++) {
        files.put(file + ".md", text(random.nextInt(150_000)));
      }
      var content = packed(map("a", files));
      var seen = new TreeMap<String, byte[]>();
      for (var slot : content.slots()) {
        assertTrue(slot.values().stream().mapToInt(f -> f.length).sum() <= Sets.MAX_SLOT_BYTES);
        seen.putAll(slot);
      }
      assertEquals(files.keySet(), seen.keySet());
      assertTrue(content.slots().size() <= Sets.SLOTS);
    }
  }

  @Test
  void sevenMegabytesFit() {
    var files = new TreeMap<String, String>();
    for (var file = 0; file < 8; file++) {
      files.put(file + ".md", text(Sets.MAX_SLOT_BYTES));
    }
    assertEquals(8, packed(map("a", files)).slots().size());
    files.put("more.md", "x");
    assertEquals(
        List.of("content has 7372801 bytes in 9 files; must fit into 8 ConfigMaps of 921600 bytes"),
        errors(map("a", files)));
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    assertEquals(
        List.of(
            "file big.md of ConfigMap a has 921601 bytes; must have at most 921600",
            "file config.yaml of ConfigMap a has a name that the operator writes itself; rename it",
            "file 1.md of ConfigMap b is in ConfigMap a too; rename or remove one of them"),
        errors(
            map("a", Map.of("1.md", "x", "big.md", text(921_601), "config.yaml", "y")),
            map("b", Map.of("1.md", "x"))));
  }

  @Test
  void bytesAreCountedNotCharacters() {
    var umlauts = "ü".repeat(Sets.MAX_SLOT_BYTES / 2 + 1);
    assertTrue(umlauts.length() < umlauts.getBytes(StandardCharsets.UTF_8).length);
    assertEquals(1, errors(map("a", Map.of("a.md", umlauts))).size());
  }
}
