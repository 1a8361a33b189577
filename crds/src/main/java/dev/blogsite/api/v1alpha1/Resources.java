package dev.blogsite.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import org.jspecify.annotations.Nullable;

/** What one pod is given and may use at most. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "!has(self.requests) || !has(self.limits) || !has(self.requests.cpu) ||"
            + " !has(self.limits.cpu) || !isQuantity(string(self.requests.cpu)) ||"
            + " !isQuantity(string(self.limits.cpu)) ||"
            + " !quantity(string(self.requests.cpu)).isGreaterThan(quantity(string(self.limits.cpu)))",
    message = "requests.cpu exceeds limits.cpu: write a request that is at most the limit")
@ValidationRule(
    value =
        "!has(self.requests) || !has(self.limits) || !has(self.requests.memory) ||"
            + " !has(self.limits.memory) || !isQuantity(string(self.requests.memory)) ||"
            + " !isQuantity(string(self.limits.memory)) ||"
            + " !quantity(string(self.requests.memory)).isGreaterThan(quantity(string(self.limits.memory)))",
    message = "requests.memory exceeds limits.memory: write a request that is at most the limit")
public record Resources(
    @JsonPropertyDescription("What the scheduler sets aside for the pod.")
        @Nullable Amounts requests,
    @JsonPropertyDescription("What the pod may not exceed.") @Nullable Amounts limits) {

  /** Amounts of what a pod uses, as Kubernetes writes quantities. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value =
          "!has(self.cpu) || (isQuantity(string(self.cpu)) &&"
              + " !quantity(string(self.cpu)).isLessThan(quantity('1m')) &&"
              + " !quantity(string(self.cpu)).isGreaterThan(quantity('1024')))",
      messageExpression =
          "'\"' + string(self.cpu)"
              + Formats.IS_REFUSED
              + "cpu is a quantity from 1m to 1024: write cores such as 1, \"0.5\" or 250m'")
  @ValidationRule(
      value =
          "!has(self.memory) || (isQuantity(string(self.memory)) &&"
              + " !quantity(string(self.memory)).isLessThan(quantity('64Mi')) &&"
              + " !quantity(string(self.memory)).isGreaterThan(quantity('16Ti')))",
      messageExpression =
          "'\"' + string(self.memory)"
              + Formats.IS_REFUSED
              + "memory is a quantity from 64Mi to 16Ti: write bytes such as 256Mi or 1Gi'")
  public record Amounts(
      @JsonPropertyDescription("Processor cores.") @Nullable Quantity cpu,
      @JsonPropertyDescription("Bytes of memory.") @Nullable Quantity memory) {}
}
