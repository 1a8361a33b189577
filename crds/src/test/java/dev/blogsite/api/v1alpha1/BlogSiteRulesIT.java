package dev.blogsite.api.v1alpha1;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blogsite.testing.ApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the API server itself refuses of a BlogSite, and with which sentence. */
class BlogSiteRulesIT {
  private static @Nullable String namespace;

  /** A spec (YAML) that is refused at a place with a sentence. */
  record Refusal(String spec, String at, String says) {
    @Override
    public String toString() {
      return spec;
    }
  }

  static Stream<Refusal> refusals() {
    return Stream.of(
        new Refusal("{}", "spec", "write either version"),
        new Refusal("{version: 1.4.0, image: blog}", "spec", "write either version"),
        new Refusal("{version: 1.4.0, ingressClassName: nginx}", "spec", "needs hosts: write"),
        new Refusal(
            "{version: 'a b'}",
            "spec.version",
            "\"a b\" is refused: version is the tag of an image: write"),
        image("a b"),
        image("a//b"),
        image("registry.example.com/team/Blog:1"),
        image("blog:1:2"),
        image("blog@sha256:0123"),
        image("https://a/b"),
        new Refusal("{version: a, hosts: ['https://a']}", "spec.hosts", "each host is a DNS name"),
        new Refusal(
            "{version: a, hosts: [a.b, '*.a.b']}",
            "spec.hosts",
            "\"*.a.b\" is refused: each host is a DNS name"),
        new Refusal("{version: a, hosts: [a.b, a.b]}", "spec.hosts[1]", "Duplicate value: \"a.b\""),
        new Refusal(
            "{version: a, hosts: [a.b], ingressClassName: A_}",
            "spec.ingressClassName",
            "write one such as nginx"),
        new Refusal("{version: a, replicas: 0}", "spec.replicas", "greater than or equal to 1"),
        new Refusal("{version: a, replicas: 1001}", "spec.replicas", "less than or equal to 1000"),
        resources(
            "requests: {cpu: '0'}",
            ".requests",
            "is refused: cpu is a quantity from 1m to 1024: write"),
        resources(
            "requests: {cpu: much}",
            ".requests",
            "is refused: cpu is a quantity from 1m to 1024: write"),
        resources(
            "requests: {cpu: '0.%s1'}".formatted("0".repeat(30)),
            ".requests.cpu",
            "Too long: may not be more than 32"),
        resources(
            "limits: {memory: 1Mi}",
            ".limits",
            "is refused: memory is a quantity from 64Mi to 16Ti: write"),
        resources("limits: {memory: '1e99'}", ".limits", "is refused: memory is a quantity from"),
        resources("requests: {cpu: 0.0001m}", ".requests", "is refused: cpu is a quantity from"),
        resources(
            "limits: {memory: 1}",
            ".limits",
            "is refused: memory is a quantity from 64Mi to 16Ti: write"),
        resources("requests: {cpu: 2}, limits: {cpu: 1500m}", "", "cpu exceeds limits.cpu: write"),
        resources(
            "requests: {memory: 2Gi}, limits: {memory: 1Gi}", "", "memory exceeds limits.memory"),
        new Refusal(
            "{version: a, content: {configMapRefs: [{name: A_}]}}",
            "spec.content.configMapRefs[0].name",
            "\"A_\" is refused: name is the name of a ConfigMap in the namespace of the site:"
                + " write"),
        new Refusal(
            "{version: a, content: {configMapRefs: [{name: x}, {name: x}]}}",
            "spec.content.configMapRefs[1]",
            "Duplicate value"),
        new Refusal(
            "{version: a, config: {language: english!}}",
            "spec.config.language",
            "language is a BCP 47 tag: write"),
        new Refusal(
            "{version: a, config: {logLevel: loud}}",
            "spec.config.logLevel",
            "supported values: \"debug\", \"error\", \"info\", \"warn\""),
        rollout("steps: []", ".steps", "should have at least 1 items"),
        steps("\"0\"", ".steps[0].weight", "weight is a percentage from 0.0001 to 100"),
        steps("\"0.00001\"", ".steps[0].weight", "weight is a percentage from 0.0001 to 100"),
        steps("\"100.1\"", ".steps[0].weight", "weight is a percentage from 0.0001 to 100"),
        steps("\"5%\"", ".steps[0].weight", "weight is a percentage from 0.0001 to 100"),
        steps("\"50\"}, {weight: \"5\"", ".steps", "steps rise strictly: write"),
        steps("\"5\"}, {weight: \"5.0\"", ".steps", "steps rise strictly: write"),
        rollout(
            "interval: 5 minutes",
            ".interval",
            "\"5 minutes\" is refused: interval is a duration from 1s to 24h"),
        rollout("interval: 500ms", ".interval", "interval is a duration from 1s to 24h"),
        rollout("interval: 25h", ".interval", "interval is a duration from 1s to 24h"),
        rollout("interval: ''", ".interval", "interval is a duration from 1s to 24h"),
        rollout("minRequests: 0", ".minRequests", "greater than or equal to 1"),
        rollout("minRequests: 100000001", ".minRequests", "less than or equal to 100000000"),
        rollout("watch: 0s", ".watch", "watch is a duration from 1s to 168h: write"),
        rollout(
            "onInconclusive: Guess", ".onInconclusive", "supported values: \"Abort\", \"Hold\""),
        rollout(
            "inconclusiveDeadline: 169h",
            ".inconclusiveDeadline",
            "inconclusiveDeadline is a duration from 1s to 168h: write"),
        rollout(
            "progressDeadline: 9s",
            ".progressDeadline",
            "progressDeadline is a duration from 10s to 24h: write"),
        rollout("tolerance: \"0.9\"", ".tolerance", "tolerance is a factor from 1 to 10"),
        rollout("tolerance: \"11\"", ".tolerance", "tolerance is a factor from 1 to 10"),
        rollout("historyLimit: 0", ".historyLimit", "greater than or equal to 1"),
        objective("name: a", "", "an objective has exactly one kind: write"),
        objective(
            "name: a, errorRatio: \"0.1\", dbPoolUsage: \"0.1\"",
            "",
            "an objective has exactly one kind: write"),
        objective("name: a, threshold: 1s", "", "threshold and percentile go together: write"),
        objective("name: A, errorRatio: \"0.1\"", ".name", "name is written with a-z, 0-9 and -"),
        objective("name: a, errorRatio: \"0\"", ".errorRatio", "errorRatio is a share above 0"),
        objective("name: a, errorRatio: \"1%\"", ".errorRatio", "errorRatio is a share above 0"),
        objective(
            "name: a, threshold: 2m, percentile: 95",
            ".threshold",
            "threshold is a duration from 1ms to 60s: write"),
        objective(
            "name: a, threshold: 1s, percentile: 100", ".percentile", "less than or equal to"),
        objective("name: a, dbPoolUsage: \"2\"", ".dbPoolUsage", "dbPoolUsage is a share above 0"),
        objective(
            "name: a, notFoundRatio: \"2\"", ".notFoundRatio", "notFoundRatio is a share above 0"),
        new Refusal(
            "{version: a, slo: {objectives: [{name: a, errorRatio: \"0.1\"}, {name: a, errorRatio:"
                + " \"0.2\"}]}}",
            "spec.slo.objectives[1]",
            "Duplicate value"));
  }

  private static Refusal image(String image) {
    return new Refusal(
        "{image: '" + image + "'}",
        "spec.image",
        "\"" + image + "\" is refused: image is a reference");
  }

  private static Refusal resources(String yaml, String at, String says) {
    return new Refusal("{version: a, resources: {" + yaml + "}}", "spec.resources" + at, says);
  }

  private static Refusal rollout(String yaml, String at, String says) {
    return new Refusal("{version: a, rollout: {" + yaml + "}}", "spec.rollout" + at, says);
  }

  private static Refusal steps(String weights, String at, String says) {
    return rollout("steps: [{weight: " + weights + "}]", at, says);
  }

  private static Refusal objective(String yaml, String at, String says) {
    return new Refusal(
        "{version: a, slo: {objectives: [{" + yaml + "}]}}", "spec.slo.objectives[0]" + at, says);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refuses(Refusal refusal) {
    var refused =
        assertThrows(
            KubernetesClientException.class,
            () -> create("garden", refusal.spec()),
            refusal.spec());
    assertEquals(422, refused.getCode(), refused.getMessage());
    assertTrue(
        refused.getStatus().getDetails().getCauses().stream()
            .anyMatch(
                c -> c.getField().equals(refusal.at()) && c.getMessage().contains(refusal.says())),
        () -> refusal + " was refused otherwise: " + refused.getMessage());
  }

  @Test
  void refusesANameThatServicesCannotHave() {
    for (var name : List.of("1garden", "garden.blog", "g".repeat(41))) {
      var refused =
          assertThrows(KubernetesClientException.class, () -> create(name, "{version: a}"), name);
      assertTrue(
          String.valueOf(refused.getMessage()).contains("write at most 40 of a-z, 0-9 and -"),
          refused.getMessage());
    }
  }

  @Test
  void everyRuleHasARefusal() throws IOException {
    var sentences = refusals().map(Refusal::says).toList();
    var untested =
        messages("blogsites").stream()
            .filter(
                message ->
                    sentences.stream()
                        .map(s -> s.replaceFirst("^.*is refused: ", ""))
                        .noneMatch(message::contains))
            .filter(message -> !message.startsWith("metadata.name becomes"))
            .toList();
    assertEquals(List.of(), untested);
  }

  @Test
  void fillsInEveryDefault() {
    var spec = create("defaults", "{version: 1.4.0}").getSpec();
    assertEquals(2, spec.replicas());
    assertEquals(new SiteConfig(null, null, "en", LogLevel.INFO), spec.config());
    assertEquals(
        List.of("availability", "latency", "saturation"),
        requireNonNull(requireNonNull(spec.slo()).objectives()).stream()
            .map(Objective::name)
            .toList());
    var steps = Stream.of("0.5", "5", "25", "50").map(RolloutSpec.Step::new).toList();
    assertEquals(
        new RolloutSpec(
            steps, "5m", 500, "10m", OnInconclusive.Hold, "30m", "10m", "1.5", 10, false),
        spec.rollout());
  }

  @Test
  void takesEveryFieldAtItsLimits() {
    var steps = new ArrayList<String>();
    for (var i = 1; i <= 19; i++) {
      steps.add("{weight: \"" + i + ".0001\"}");
    }
    steps.add("{weight: \"100\"}");
    var spec =
        create(
                "limits",
                "{image: 'registry.example.com:5000/a/b:1@sha256:"
                    + "0123456789abcdef".repeat(4)
                    + "', replicas: 1000,"
                    + " resources: {requests: {cpu: 1, memory: 64Mi}, limits: {cpu: '1', memory:"
                    + " 1Gi}}, hosts: [a, b.example.com], ingressClassName: nginx, content:"
                    + " {configMapRefs: [{name: posts}]}, config: {title: T, description: D,"
                    + " language: pt-BR, logLevel: debug}, slo: {objectives: [{name: a, errorRatio:"
                    + " '0.000001'}, {name: b, threshold: 1ms, percentile: 99}, {name: c,"
                    + " dbPoolUsage: '1'}, {name: d, notFoundRatio: '1.0'}]}, rollout: {steps: "
                    + steps
                    + ", interval: 1h30m, minRequests: 100000000, watch: 168h, onInconclusive:"
                    + " Abort, inconclusiveDeadline: 1s, progressDeadline: 10s, tolerance: '10',"
                    + " historyLimit: 100, paused: true}}")
            .getSpec();
    var taken = requireNonNull(requireNonNull(spec.rollout()).steps());
    assertEquals(20, taken.size());
    assertEquals("100", taken.getLast().weight());
  }

  /** The sentences of every rule in a CRD. */
  static List<String> messages(String plural) throws IOException {
    var client = ApiServer.shared().client();
    try (var yaml =
        BlogSite.class.getResourceAsStream(
            "/META-INF/fabric8/" + plural + ".blogsite.dev-v1.yml")) {
      var crd = client.getKubernetesSerialization().unmarshal(yaml, CustomResourceDefinition.class);
      var schema = crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
      return schemas(schema)
          .flatMap(s -> Stream.ofNullable(s.getXKubernetesValidations()).flatMap(List::stream))
          .map(BlogSiteRulesIT::sentence)
          .distinct()
          .toList();
    }
  }

  /** What a rule says; of an expression what stands in it, after the value. */
  private static String sentence(ValidationRule rule) {
    return rule.getMessage() != null ? rule.getMessage() : rule.getMessageExpression();
  }

  private static Stream<JSONSchemaProps> schemas(JSONSchemaProps schema) {
    var properties =
        Stream.ofNullable(schema.getProperties()).flatMap(map -> map.values().stream());
    var items = Stream.ofNullable(schema.getItems()).map(i -> i.getSchema());
    return Stream.concat(
        Stream.of(schema), Stream.concat(properties, items).flatMap(BlogSiteRulesIT::schemas));
  }

  private static BlogSite create(String name, String spec) {
    if (namespace == null) {
      namespace = ApiServer.shared().namespace();
    }
    var client = ApiServer.shared().client();
    var yaml =
        """
        apiVersion: blogsite.dev/v1alpha1
        kind: BlogSite
        metadata: {name: %s, namespace: %s}
        spec: %s
        """
            .formatted(name, namespace, spec);
    var site = client.getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class);
    client.resource(site).create();
    return client.resources(BlogSite.class).inNamespace(namespace).withName(name).get();
  }
}
