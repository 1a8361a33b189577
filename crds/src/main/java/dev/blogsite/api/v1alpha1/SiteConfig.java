package dev.blogsite.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The blog's hot keys: a change is canaried like any other, but restarts no pod of stable. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SiteConfig(
    @JsonPropertyDescription("The blog's title; without one, the site's name.")
        @Size(min = 1, max = 200)
        @Nullable String title,
    @JsonPropertyDescription("One sentence on what the blog is about.") @Size(max = 500)
        @Nullable String description,
    @JsonPropertyDescription("The posts' language (BCP 47), such as en or pt-BR.")
        @Default("en")
        @Size(max = 35)
        @ValidationRule(
            value = "self.matches('" + Formats.LANGUAGE + "')",
            messageExpression =
                Formats.REFUSED + "language is a BCP 47 tag: write one such as en, de or pt-BR'")
        @Nullable String language,
    @JsonPropertyDescription("What the pods log.") @Default("info") @Nullable LogLevel logLevel) {}
