package dev.blogsite.operator.manifest;

import dev.blogsite.api.v1alpha1.BlogSite;
import dev.blogsite.api.v1alpha1.Keys;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whose objects are made: a BlogSite's namespace, name and UID. Everything made for it is owned by
 * it, so that it goes with it. Immutable.
 */
public record SiteId(String namespace, String name, String uid) {
  static final String NAME = "app.kubernetes.io/name";
  static final String INSTANCE = "app.kubernetes.io/instance";
  static final String COMPONENT = "app.kubernetes.io/component";
  static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  static final String BLOG = "blog";
  static final String ROUTER = "router";
  static final String SITE = "site";

  /** The identity of a BlogSite that the API server knows. */
  public static SiteId of(BlogSite site) {
    var meta = site.getMetadata();
    return new SiteId(meta.getNamespace(), meta.getName(), meta.getUid());
  }

  /** The site as logs, routers and splits name it: {@code namespace/name}. */
  public String path() {
    return namespace + "/" + name;
  }

  /** The name of one of its objects; an empty suffix is the site's own name. */
  public String object(String suffix) {
    return suffix.isEmpty() ? name : name + "-" + suffix;
  }

  /** The name of one of a track's objects, such as {@code garden-stable}. */
  public String object(TrackName track) {
    return object(track.text());
  }

  /** Labels by which all objects of all sites, and only those, are found. */
  public static Map<String, String> managed() {
    return Map.of(NAME, "blogsite", MANAGED_BY, "blogsite-operator");
  }

  /** Labels by which all objects of this site are found in its namespace. */
  public Map<String, String> selector() {
    var labels = new LinkedHashMap<String, String>();
    labels.put(NAME, "blogsite");
    labels.put(INSTANCE, name);
    return labels;
  }

  /** Labels by which the pods of a track are found; they never change. */
  public Map<String, String> selector(TrackName track) {
    var labels = selector();
    labels.put(COMPONENT, BLOG);
    labels.put(Keys.TRACK, track.text());
    return labels;
  }

  /** Labels by which the router's pods are found; they never change. */
  public Map<String, String> routerSelector() {
    var labels = selector();
    labels.put(COMPONENT, ROUTER);
    return labels;
  }

  ObjectMetaBuilder meta(String objectName, String component) {
    return new ObjectMetaBuilder()
        .withNamespace(namespace)
        .withName(objectName)
        .withLabels(selector())
        .addToLabels(COMPONENT, component)
        .addToLabels(MANAGED_BY, "blogsite-operator")
        .withOwnerReferences(owner());
  }

  ObjectMetaBuilder meta(String objectName, TrackName track, String revision) {
    return meta(objectName, BLOG)
        .addToLabels(Keys.TRACK, track.text())
        .addToLabels(Keys.REVISION, revision);
  }

  private OwnerReference owner() {
    return new OwnerReferenceBuilder()
        .withApiVersion(HasMetadata.getApiVersion(BlogSite.class))
        .withKind(HasMetadata.getKind(BlogSite.class))
        .withName(name)
        .withUid(uid)
        .withController(true)
        .withBlockOwnerDeletion(true)
        .build();
  }
}
