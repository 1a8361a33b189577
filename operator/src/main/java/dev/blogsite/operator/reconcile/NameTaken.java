package dev.blogsite.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Objects that a site needs have names that someone else's objects have already. Those are left as
 * they are; to be tried again, since their owner may give the names up.
 */
final class NameTaken extends KubernetesClientException {

  private static final long serialVersionUID = 1;

  NameTaken(List<String> refusals) {
    super(String.join("; ", refusals));
  }

  /**
   * Makes sure that an object may be written over: it is the site's, or it was the operator's for a
   * site of this name and belongs to nobody, as after a restore from a backup.
   *
   * @param desired what is to be written
   * @param there what has its name
   */
  static void check(HasMetadata desired, HasMetadata there) {
    Optional<OwnerReference> owner = controller(there);
    if (owner.isEmpty() && isLabelled(desired, there)) {
      return;
    }
    Optional<OwnerReference> site = controller(desired);
    if (uid(owner).equals(uid(site)) && owner.isPresent()) {
      return;
    }
    String object = there.getKind() + " " + there.getMetadata().getName();
    boolean earlier =
        owner.isPresent()
            && owner.get().getKind().equals(site.map(OwnerReference::getKind).orElse(""))
            && owner.get().getName().equals(site.map(OwnerReference::getName).orElse(""));
    if (earlier) {
      throw new KubernetesClientException(
          object + " belongs to an earlier site of this name, with which it goes",
          HttpURLConnection.HTTP_CONFLICT,
          null);
    }
    throw new NameTaken(
        List.of(object + " is not this site's; delete it, or give the site another name"));
  }

  private static Optional<OwnerReference> controller(HasMetadata object) {
    return object.getMetadata().getOwnerReferences().stream()
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .findFirst();
  }

  private static Optional<String> uid(Optional<OwnerReference> owner) {
    return owner.map(OwnerReference::getUid);
  }

  private static boolean isLabelled(HasMetadata desired, HasMetadata there) {
    var labels = there.getMetadata().getLabels();
    var ours = desired.getMetadata().getLabels();
    return labels != null
        && Caches.IDENTITY.stream().allMatch(k -> Objects.equals(ours.get(k), labels.get(k)));
  }
}
