package dev.blogsite.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants of a blog. Every component may be null in a resource that never passed the API
 * server; there, defaults are filled in and rules are enforced.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.version) != has(self.image)",
    message =
        "write either version (a release of the blog server, such as \"1.4.0\") or image (a build"
            + " of your own), and not both")
@ValidationRule(
    value = "!has(self.ingressClassName) || (has(self.hosts) && self.hosts.size() > 0)",
    message =
        "ingressClassName needs hosts: write the names under which readers find the blog, such as"
            + " hosts: [blog.example.com]")
public record BlogSiteSpec(
    @JsonPropertyDescription("Release of the blog server to run; or write image.")
        @Size(max = 128)
        @ValidationRule(
            value = "self.matches('^[A-Za-z0-9_][A-Za-z0-9_.-]*$')",
            messageExpression =
                Formats.REFUSED
                    + "version is the tag of an image: write letters, digits, _, . and -, such as"
                    + " 1.4.0'")
        @Nullable String version,
    @JsonPropertyDescription(
            "Image to run, used as written; or write version. A digest (@sha256:...) cannot move.")
        @Size(max = 512)
        @ValidationRule(
            value = "self.matches('" + Formats.IMAGE + "')",
            messageExpression =
                Formats.REFUSED
                    + "image is a reference, [registry/]path[:tag][@digest] with the path in lower"
                    + " case: write one such as registry.example.com/team/blog:1.4.0'")
        @Nullable String image,
    @JsonPropertyDescription("Pods that serve readers.")
        @Default("2")
        @Min(1)
        @Max(1000)
        @SpecReplicas
        @Nullable Integer replicas,
    @JsonPropertyDescription("What one pod may use.")
        @Default(
            "{\"requests\": {\"cpu\": \"100m\", \"memory\": \"192Mi\"}, \"limits\": {\"memory\":"
                + " \"384Mi\"}}")
        @Nullable Resources resources,
    @JsonPropertyDescription("Names under which readers find the blog; the first is its address.")
        @Size(max = 32)
        @ValidationRule(
            value = "self.all(h, h.matches('" + Formats.DNS_NAME + "'))",
            messageExpression =
                "'\"' + self.filter(h, !h.matches('"
                    + Formats.DNS_NAME
                    + "'))[0]"
                    + Formats.IS_REFUSED
                    + "each host is a DNS name in lower case without scheme, port or path: write"
                    + " one such as blog.example.com'")
        @Nullable List<@Size(min = 1, max = 253) String> hosts,
    @JsonPropertyDescription("Class of the Ingress made for hosts; without one, none is made.")
        @Size(max = 253)
        @ValidationRule(
            value = "self.matches('" + Formats.DNS_NAME + "')",
            messageExpression =
                Formats.REFUSED
                    + "ingressClassName is the name of an IngressClass: write one such as nginx'")
        @Nullable String ingressClassName,
    @JsonPropertyDescription("Posts as code.") @Nullable Content content,
    @JsonPropertyDescription("Hot keys: applied without a restart.") @Default("{}")
        @Nullable SiteConfig config,
    @JsonPropertyDescription("What readers may expect; a canary that breaks it is aborted.")
        @Default("{}")
        @Nullable Slo slo,
    @JsonPropertyDescription("How a change reaches the readers.") @Default("{}")
        @Nullable RolloutSpec rollout) {}
