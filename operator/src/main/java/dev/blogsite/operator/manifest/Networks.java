package dev.blogsite.operator.manifest;

import dev.blogsite.api.v1alpha1.Keys;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPathBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;

/** How readers reach a site, and who may reach what. */
public final class Networks {
  private static final String TCP = "TCP";

  private Networks() {}

  /** A track's headless Service: its name resolves to the addresses of its ready pods. */
  public static Service track(SiteId site, TrackName track) {
    return new ServiceBuilder()
        .withMetadata(
            site.meta(site.object(track), SiteId.BLOG)
                .addToLabels(Keys.TRACK, track.text())
                .build())
        .withNewSpec()
        .withClusterIP("None")
        .withSelector(site.selector(track))
        .addNewPort()
        .withName("http")
        .withProtocol(TCP)
        .withPort(Pods.HTTP)
        .withTargetPort(new IntOrString("http"))
        .endPort()
        .endSpec()
        .build();
  }

  /** The site's Service: port 80 of its router. */
  public static Service site(SiteId site) {
    return new ServiceBuilder()
        .withMetadata(site.meta(site.name(), SiteId.ROUTER).build())
        .withNewSpec()
        .withType("ClusterIP")
        .withSelector(site.routerSelector())
        .addNewPort()
        .withName("http")
        .withProtocol(TCP)
        .withPort(80)
        .withTargetPort(new IntOrString("http"))
        .endPort()
        .endSpec()
        .build();
  }

  /** The Ingress that leads hosts to the site's Service. */
  public static Ingress ingress(SiteId site, String ingressClass, List<String> hosts) {
    return new IngressBuilder()
        .withMetadata(site.meta(site.name(), SiteId.ROUTER).build())
        .withNewSpec()
        .withIngressClassName(ingressClass)
        .withRules(hosts.stream().map(host -> rule(site, host)).toList())
        .endSpec()
        .build();
  }

  /**
   * Who may reach a blog's pods: the site's router on the readers' port. The ops port stays open:
   * the kubelet and the API server come from addresses that no selector names. Blog pods reach
   * nobody.
   */
  public static NetworkPolicy blogPolicy(SiteId site) {
    var selector = site.selector();
    selector.put(SiteId.COMPONENT, SiteId.BLOG);
    return new NetworkPolicyBuilder()
        .withMetadata(site.meta(site.object("blog"), SiteId.BLOG).build())
        .withNewSpec()
        .withNewPodSelector()
        .withMatchLabels(selector)
        .endPodSelector()
        .withPolicyTypes("Ingress", "Egress")
        .addNewIngress()
        .withPorts(port(TCP, Pods.HTTP))
        .addNewFrom()
        .withPodSelector(new LabelSelectorBuilder().withMatchLabels(site.routerSelector()).build())
        .endFrom()
        .endIngress()
        .addNewIngress()
        .withPorts(port(TCP, Pods.OPS))
        .endIngress()
        .endSpec()
        .build();
  }

  /**
   * Who may reach a router's pods: anyone on the readers' port, and on the ops port, where a split
   * is taken only when the site's key signed it. They reach the blog's pods and name servers.
   */
  public static NetworkPolicy routerPolicy(SiteId site) {
    var blogs = site.selector();
    blogs.put(SiteId.COMPONENT, SiteId.BLOG);
    return new NetworkPolicyBuilder()
        .withMetadata(site.meta(site.object("router"), SiteId.ROUTER).build())
        .withNewSpec()
        .withNewPodSelector()
        .withMatchLabels(site.routerSelector())
        .endPodSelector()
        .withPolicyTypes("Ingress", "Egress")
        .addNewIngress()
        .withPorts(port(TCP, Pods.HTTP), port(TCP, Pods.OPS))
        .endIngress()
        .addNewEgress()
        .withPorts(port(TCP, Pods.HTTP))
        .addNewTo()
        .withPodSelector(new LabelSelectorBuilder().withMatchLabels(blogs).build())
        .endTo()
        .endEgress()
        .addNewEgress()
        .withPorts(port("UDP", 53), port(TCP, 53))
        .endEgress()
        .endSpec()
        .build();
  }

  private static NetworkPolicyPort port(String protocol, int number) {
    return new NetworkPolicyPort(null, new IntOrString(number), protocol);
  }

  private static IngressRule rule(SiteId site, String host) {
    var path =
        new HTTPIngressPathBuilder()
            .withPath("/")
            .withPathType("Prefix")
            .withNewBackend()
            .withNewService()
            .withName(site.name())
            .withNewPort()
            .withName("http")
            .endPort()
            .endService()
            .endBackend()
            .build();
    return new IngressRuleBuilder().withHost(host).withNewHttp().withPaths(path).endHttp().build();
  }
}
