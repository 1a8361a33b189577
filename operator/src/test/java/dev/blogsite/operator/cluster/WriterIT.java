package dev.blogsite.operator.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.api.v1alpha1.BlogRollout;
import dev.blogsite.api.v1alpha1.BlogRolloutSpec;
import dev.blogsite.api.v1alpha1.BlogRolloutStatus;
import dev.blogsite.testing.ApiServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Writes that race with others' at a real API server. */
class WriterIT {

  private final KubernetesClient client = ApiServer.shared().client();
  private final String namespace = ApiServer.shared().namespace();
  private final Writer writer = new Writer(client);

  private ConfigMap map(String value) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName("split")
        .endMetadata()
        .withData(Map.of("key", value))
        .build();
  }

  private @Nullable String value() {
    return client.resource(map("")).require().getData().get("key");
  }

  private static BlogRolloutStatus phase(String phase) {
    return new BlogRolloutStatus(
        phase, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
  }

  private static void conflicts(Executable write) {
    assertEquals(409, assertThrows(KubernetesClientException.class, write).getCode());
  }

  @Test
  void anApplyOnWhatWasSeenLosesToAnEarlierOne() {
    ConfigMap seen = writer.apply(map("a"));
    writer.apply(map("b"), seen);
    conflicts(() -> writer.apply(map("c"), seen));
    assertEquals("b", value());
  }

  @Test
  void anApplyOnWhatWasSeenBringsNothingBack() {
    ConfigMap seen = writer.apply(map("a"));
    writer.delete(seen);
    conflicts(() -> writer.apply(map("b"), seen));
    assertNull(client.resource(map("")).get());
  }

  @Test
  void whatIsNewDoesNotReplaceAStrangers() {
    client.resource(map("theirs")).create();
    conflicts(() -> writer.applyNew(map("ours")));
    assertFalse(writer.createIfAbsent(map("ours")));
    assertFalse(writer.createOnce(map("ours")));
    assertEquals("theirs", value());
  }

  @Test
  void aFieldThatANewObjectHadGoesWithTheNextApply() {
    ConfigMap first = map("a");
    first.getMetadata().setAnnotations(Map.of("note", "of the first"));
    writer.applyNew(first);
    ConfigMap second = writer.apply(map("b"));
    assertTrue(second.getMetadata().getAnnotations().isEmpty());
  }

  @Test
  void anObjectThatHasChangedIsNotDeleted() {
    ConfigMap seen = writer.apply(map("a"));
    writer.apply(map("b"));
    conflicts(() -> writer.delete(seen));
    writer.delete(client.resource(map("")).require());
    writer.delete(seen);
    assertNull(client.resource(map("")).get());
  }

  @Test
  void ofTwoStatusesOnWhatWasSeenTheFirstWins() {
    var record = new BlogRollout();
    record.setMetadata(
        new ObjectMetaBuilder().withNamespace(namespace).withName("garden-0123456789-1").build());
    record.setSpec(new BlogRolloutSpec("garden", "0123456789", "9876543210", 1));
    assertTrue(writer.createIfAbsent(record));
    BlogRollout one = client.resource(record).require();
    BlogRollout other = client.resource(record).require();
    one.setStatus(phase("Judging"));
    writer.swapStatus(one);
    other.setStatus(phase("Aborting"));
    conflicts(() -> writer.swapStatus(other));
    assertEquals("Judging", client.resource(record).require().getStatus().phase());
  }

  @Test
  void ofAnothersObjectOnlyTheLabelIsSet() {
    client.resource(map("theirs")).create();
    ConfigMap seen = client.resource(map("")).require();
    writer.label(seen, "blogsite.dev/watched", "true");
    ConfigMap labelled = client.resource(map("")).require();
    assertEquals(Map.of("blogsite.dev/watched", "true"), labelled.getMetadata().getLabels());
    assertEquals("theirs", labelled.getData().get("key"));
    writer.unlabel(labelled, "blogsite.dev/watched");
    assertTrue(client.resource(map("")).require().getMetadata().getLabels().isEmpty());
  }

  @Test
  void aLabelDoesNotBringADeletedObjectBack() {
    ConfigMap seen = writer.apply(map("a"));
    writer.delete(seen);
    writer.label(seen, "blogsite.dev/watched", "true");
    writer.unlabel(seen, "blogsite.dev/watched");
    assertNull(client.resource(map("")).get());
  }

  /** An apply is read as YAML, in which these cannot stand, or stand for a space. */
  @Test
  void everyCharacterOfAPostArrives() {
    String odd =
        "\u0001\u007F\u0085\u0092\u00A0\u2028\u2029\uFEFF\uFFFE\uFFFF\uD83C\uDF37 é 霜\n\ttext";
    var tolerant =
        new KubernetesClientBuilder()
            .withConfig(client.getConfiguration())
            .withKubernetesSerialization(Tolerant.serialization())
            .build();
    try (tolerant) {
      new Writer(tolerant).apply(map(odd));
    }
    assertEquals(odd, value());
  }
}
