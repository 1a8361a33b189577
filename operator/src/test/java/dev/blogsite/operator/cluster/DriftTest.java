package dev.blogsite.operator.cluster;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DriftTest {

  @Test
  void seesNoneInWhatWasApplied() {
    assertFalse(Drift.differs(Drift.stamp(wanted(2, "500m")), Drift.stamp(wanted(2, "500m"))));
  }

  @Test
  void seesNoneInAQuantityWrittenAnotherWay() {
    var observed = Drift.stamp(wanted(2, "500m"));
    limits(observed).put("cpu", new Quantity("0.5"));
    assertFalse(Drift.differs(Drift.stamp(wanted(2, "500m")), observed));
  }

  @Test
  void seesNoneInWhatOthersAdd() {
    var observed = Drift.stamp(wanted(2, "500m"));
    observed.getMetadata().setResourceVersion("7");
    observed.getSpec().setProgressDeadlineSeconds(600);
    assertFalse(Drift.differs(Drift.stamp(wanted(2, "500m")), observed));
  }

  @Test
  void seesWhatOthersChange() {
    var observed = Drift.stamp(wanted(2, "500m"));
    observed.getSpec().setReplicas(0);
    assertTrue(Drift.differs(Drift.stamp(wanted(2, "500m")), observed));
  }

  @Test
  void seesThatAFieldIsNoLongerWanted() {
    var observed = Drift.stamp(wanted(2, "500m"));
    var desired = wanted(2, "500m");
    limits(desired).clear();
    assertTrue(Drift.differs(Drift.stamp(desired), observed));
  }

  private static Map<String, Quantity> limits(Deployment deployment) {
    return deployment
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .getFirst()
        .getResources()
        .getLimits();
  }

  private static Deployment wanted(int replicas, String cpu) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName("garden-stable")
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .withNewTemplate()
        .withNewSpec()
        .addNewContainer()
        .withName("blog")
        .withNewResources()
        .addToLimits("cpu", new Quantity(cpu))
        .endResources()
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }
}
