package dev.blogsite.api.v1alpha1;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The generator of the CRDs' YAML: the Java types, and what their annotations cannot say. */
final class CrdYaml {
  private static final List<String> COLUMNS =
      List.of("Site", "From", "To", "Version", "Phase", "Weight", "Step", "Verdict", "Age");

  /** Lists whose items have a key, so that two writers can own different items. */
  private static final Map<String, String> KEYS =
      Map.of("configMapRefs", "name", "objectives", "name", "conditions", "type");

  /** Digits of the largest quantity with its suffix, and some. */
  private static final long MAX_QUANTITY = 32;

  private CrdYaml() {}

  /** Writes one file per kind into a folder that exists. */
  static void write(Path folder) {
    new CRDGenerator()
        .customResourceClasses(BlogSite.class, BlogRollout.class)
        .forCRDVersions("v1")
        .withImplicitPreserveUnknownFields(false)
        .withPostProcessor(
            new CRDPostProcessor() {
              @Override
              public HasMetadata process(HasMetadata crd, String version) {
                complete((CustomResourceDefinition) crd);
                return crd;
              }
            })
        .inOutputDir(folder.toFile())
        .detailedGenerate();
  }

  private static void complete(CustomResourceDefinition crd) {
    for (var version : crd.getSpec().getVersions()) {
      version
          .getAdditionalPrinterColumns()
          .sort(
              Comparator.comparing(CustomResourceColumnDefinition::getPriority)
                  .thenComparing(column -> COLUMNS.indexOf(column.getName())));
      var schema = version.getSchema().getOpenAPIV3Schema();
      schema.setRequired(List.of("spec"));
      complete("", schema);
    }
  }

  private static void complete(String name, JSONSchemaProps schema) {
    if (schema.getXKubernetesValidations() != null) {
      // A record's component hands its annotations to its field and to its accessor.
      schema.setXKubernetesValidations(
          schema.getXKubernetesValidations().stream().distinct().toList());
    }
    if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
      // The generator knows quantities by their type alone, and gives them no limit.
      schema.setMaxLength(MAX_QUANTITY);
    }
    if ("array".equals(schema.getType())) {
      completeList(name, schema, KEYS.get(name));
    }
    if (schema.getProperties() != null) {
      schema.getProperties().forEach(CrdYaml::complete);
    }
    if (schema.getItems() != null && schema.getItems().getSchema() != null) {
      complete("", schema.getItems().getSchema());
    }
    if (Boolean.TRUE.equals(schema.getXKubernetesPreserveUnknownFields())) {
      schema.setType("object");
      schema.setXKubernetesMapType("atomic");
    }
  }

  private static void completeList(String name, JSONSchemaProps schema, @Nullable String key) {
    if (key != null) {
      schema.setXKubernetesListType("map");
      schema.setXKubernetesListMapKeys(List.of(key));
    } else {
      schema.setXKubernetesListType(name.equals("hosts") ? "set" : "atomic");
    }
  }
}
