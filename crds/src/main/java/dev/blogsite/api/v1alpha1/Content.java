package dev.blogsite.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Posts as code: Markdown files in ConfigMaps of the site's namespace. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Content(
    @JsonPropertyDescription("ConfigMaps whose keys are post files, such as hello.md.")
        @Size(max = 64)
        @Nullable List<Ref> configMapRefs) {

  /** A ConfigMap in the site's own namespace. */
  public record Ref(
      @JsonPropertyDescription("Name of a ConfigMap in the site's namespace.")
          @Required
          @Size(min = 1, max = 253)
          @ValidationRule(
              value = "self.matches('" + Formats.DNS_NAME + "')",
              messageExpression =
                  Formats.REFUSED
                      + "name is the name of a ConfigMap in the namespace of the site: write one"
                      + " such as garden-posts'")
          String name) {}
}
