package dev.blogsite.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * The record of one rollout, written by the operator and owned by its site: what a post-mortem
 * reads, and what a restarted operator goes on from. Not thread-safe.
 */
@Group("blogsite.dev")
@Version("v1alpha1")
@ShortNames("br")
@Categories("blogs")
@AdditionalPrinterColumn(name = "Site", jsonPath = ".spec.site")
@AdditionalPrinterColumn(name = "From", jsonPath = ".spec.from")
@AdditionalPrinterColumn(name = "To", jsonPath = ".spec.to")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Weight", jsonPath = ".status.weight")
@AdditionalPrinterColumn(name = "Step", jsonPath = ".status.progress")
@AdditionalPrinterColumn(name = "Verdict", jsonPath = ".status.verdict")
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.reason", priority = 1)
public final class BlogRollout extends CustomResource<BlogRolloutSpec, BlogRolloutStatus>
    implements Namespaced {}
