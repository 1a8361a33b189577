package dev.blogsite.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * What rolls out. Never changes once written.
 *
 * @param site name of the BlogSite in the same namespace
 * @param from revision that stable serves, 10 hex digits
 * @param to revision that the canary serves, 10 hex digits
 * @param number how many rollouts the site has had, this one included
 */
@ValidationRule(
    value = "self == oldSelf",
    message =
        "a BlogRollout is a record and its spec cannot be changed: change the BlogSite, which"
            + " starts another")
public record BlogRolloutSpec(
    @JsonPropertyDescription("Name of the BlogSite in the same namespace.")
        @Required
        @Size(min = 1, max = 63)
        String site,
    @JsonPropertyDescription("Revision that stable serves.") @Required @Size(min = 1, max = 16)
        String from,
    @JsonPropertyDescription("Revision that the canary serves.") @Required @Size(min = 1, max = 16)
        String to,
    @JsonPropertyDescription("How many rollouts the site has had, this one included.")
        @Required
        @Min(1)
        long number) {}
