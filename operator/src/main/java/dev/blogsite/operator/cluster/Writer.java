package dev.blogsite.operator.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.Collections;
import java.util.Map;

/**
 * What is written to the API server. Every write can be repeated: the second time it changes
 * nothing. Thread-safe.
 *
 * <p>An API server that refuses or fails throws {@link KubernetesClientException}, which means:
 * observe again.
 */
public final class Writer {

  /** The one field manager of all that the operator owns. */
  public static final String FIELD_MANAGER = "blogsite-operator";

  private static final int ONCE_TIMEOUT_MS = 3_000;

  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager(FIELD_MANAGER)
          .withForce(true)
          .build();

  private static final PatchContext APPLY_NEW =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager(FIELD_MANAGER)
          .withForce(false)
          .build();
  private static final PatchContext MERGE =
      new PatchContext.Builder()
          .withPatchType(PatchType.JSON_MERGE)
          .withFieldManager(FIELD_MANAGER)
          .build();

  private final KubernetesClient client;

  /** A writer by this client, which the caller closes. */
  public Writer(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Applies an object: the fields in it become as they are in it, those that the operator once set
   * and that are not in it go.
   */
  public <T extends HasMetadata> T apply(T desired) {
    return client.resource(desired).patch(APPLY);
  }

  /** The same, and a conflict (409) when the object is not exactly as it was seen, or is gone. */
  public <T extends HasMetadata> T apply(T desired, HasMetadata seen) {
    // The resourceVersion alone would bring a deleted object back.
    desired.getMetadata().setUid(seen.getMetadata().getUid());
    desired.getMetadata().setResourceVersion(seen.getMetadata().getResourceVersion());
    return apply(desired);
  }

  /**
   * Applies an object that was not there. One that has come since then is a conflict (409) unless
   * it says the same. (What is created by a POST would keep, for ever, the fields that a later
   * apply leaves out.)
   */
  public <T extends HasMetadata> T applyNew(T desired) {
    return client.resource(desired).patch(APPLY_NEW);
  }

  /** Creates an object; false when one of its name exists, which is left as it is. */
  public boolean createIfAbsent(HasMetadata desired) {
    return createIfAbsent(client, desired);
  }

  /** The same, asked for once and not again when the API server is busy. */
  public boolean createOnce(HasMetadata desired) {
    var once = Clients.once(client).withRequestTimeout(ONCE_TIMEOUT_MS).build();
    return client
        .adapt(NamespacedKubernetesClient.class)
        .withRequestConfig(once)
        .call(impatient -> createIfAbsent(impatient, desired));
  }

  private static boolean createIfAbsent(KubernetesClient client, HasMetadata desired) {
    try {
      client.resource(desired).create();
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Deletes an object exactly as it was seen; a conflict when it has changed since, nothing when it
   * is gone.
   */
  public void delete(HasMetadata seen) {
    try {
      client.resource(seen).lockResourceVersion(seen.getMetadata().getResourceVersion()).delete();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw e;
      }
    }
  }

  /**
   * Replaces an object's status by compare-and-swap: a conflict when its resourceVersion is not the
   * newest.
   */
  public <T extends HasMetadata> T swapStatus(T seen) {
    return client.resource(seen).updateStatus();
  }

  /**
   * Sets annotations of an object that the operator does not own. Nothing when the object is gone.
   */
  public void annotate(HasMetadata seen, Map<String, String> annotations) {
    merge(seen, Map.of("metadata", Map.of("annotations", annotations)));
  }

  /** Sets a label of an object that the operator does not own. Nothing when the object is gone. */
  public void label(HasMetadata seen, String key, String value) {
    merge(seen, Map.of("metadata", Map.of("labels", Map.of(key, value))));
  }

  /** Takes a label off an object that the operator does not own. */
  public void unlabel(HasMetadata seen, String key) {
    merge(seen, Map.of("metadata", Map.of("labels", Collections.singletonMap(key, null))));
  }

  private void merge(HasMetadata seen, Map<String, Object> patch) {
    try {
      client.resource(seen).patch(MERGE, client.getKubernetesSerialization().asJson(patch));
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw e;
      }
    }
  }
}
