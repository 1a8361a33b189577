package dev.blogsite.operator.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.blogsite.api.v1alpha1.BlogSite;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import org.junit.jupiter.api.Test;

class TolerantTest {

  /** A list as informers read it. */
  private static final class Sites extends DefaultKubernetesResourceList<BlogSite> {}

  @Test
  void aResourceThatCannotBeReadTakesNoOtherWithIt() {
    var sites =
        Tolerant.serialization()
            .unmarshal(
                """
                {"apiVersion":"blogsite.dev/v1alpha1","kind":"BlogSiteList","metadata":{},"items":[
                {"metadata":{"name":"a"},"spec":{"replicas":"many","hosts":{"deep":[{"er":1}]}},"status":{"phase":"Ready"}},
                {"metadata":{"name":"b"},"spec":{"version":"1"},"status":{"phase":"NoSuchPhase"}},
                {"metadata":{"name":"c"},"spec":{"version":"1"},"status":{"phase":"Ready"}}]}\
                """,
                new TypeReference<Sites>() {})
            .getItems();
    assertEquals(3, sites.size());
    assertNull(sites.get(0).getSpec());
    assertNotNull(sites.get(0).getStatus());
    assertNotNull(sites.get(1).getSpec());
    assertNull(sites.get(1).getStatus());
    assertNotNull(sites.get(2).getStatus());
  }
}
