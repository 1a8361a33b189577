package dev.blogsite.operator;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** Which room may see which. */
class ArchitectureTest {
  private static final JavaClasses OPERATOR =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.blogsite.operator");

  private static final JavaClasses PLANTED =
      new ClassFileImporter().importPackages("dev.blogsite.operator.planted");

  /** What threads, chance and the outside world are reached through. */
  private static final DescribedPredicate<JavaClass> THE_WORLD =
      describe(
          "threads, chance, logging or the machine",
          c ->
              resideInAnyPackage(
                          "java.util.concurrent..", "java.util.random..", "java.util.logging..")
                      .test(c)
                  || c.isEquivalentTo(System.class)
                  || c.isEquivalentTo(Runtime.class)
                  || c.isEquivalentTo(Thread.class)
                  || c.isEquivalentTo(Process.class)
                  || c.isEquivalentTo(java.util.Random.class)
                  || c.isEquivalentTo(Clock.class)
                  || c.isEquivalentTo(InstantSource.class));

  private static final ArchRule PURE =
      classes()
          .that()
          .resideInAnyPackage("..slo..", "..rollout..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "..slo..",
                      "..rollout..",
                      "java.lang..",
                      "java.math..",
                      "java.time..",
                      "java.util..")
                  .and(DescribedPredicate.not(THE_WORLD)))
          .because("decisions are values made from values");

  private static final ArchRule NO_CLOCK =
      noClasses()
          .that()
          .resideInAnyPackage("..slo..", "..rollout..")
          .should()
          .callMethodWhere(
              describe(
                  "now() is asked of a clock",
                  call ->
                      call.getTarget().getName().equals("now")
                          && call.getTarget().getOwner().getPackageName().equals("java.time")))
          .because("the time is part of what was observed");

  private static void fires(ArchRule rule, String word) {
    AssertionError error = assertThrows(AssertionError.class, () -> rule.check(PLANTED));
    assertTrue(String.valueOf(error.getMessage()).contains(word), error.getMessage());
  }

  @Test
  void thePurePackagesSeeOnlyThemselvesAndValues() {
    PURE.check(OPERATOR);
    NO_CLOCK.check(OPERATOR);
  }

  @Test
  void aPlantedViolationIsFound() {
    assertEquals(2, PLANTED.stream().filter(resideInAPackage("..planted.slo")).count());
    fires(PURE, "ThreadLocalRandom");
    fires(NO_CLOCK, "readAgainstTheRule");
  }

  @Test
  void theOperatorFrameworkIsSeenOnlyByReconcilersAndWiring() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.blogsite.operator", "..operator.reconcile..", "..operator.cluster..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.javaoperatorsdk..")
        .check(OPERATOR);
  }

  @Test
  void theKubernetesClientIsSeenOnlyByReconcilersAdaptersAndWiring() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.blogsite.operator", "..operator.reconcile..", "..operator.cluster..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.fabric8.kubernetes.client..")
                // The supertype of the API's own kinds.
                .and(
                    DescribedPredicate.not(
                        describe(
                            "CustomResource", c -> c.getSimpleName().equals("CustomResource")))))
        .check(OPERATOR);
  }

  @Test
  void theWebServerIsSeenOnlyByWiring() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.blogsite.operator", "..operator.console..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.undertow..")
        .check(OPERATOR);
    noClasses().should().dependOnClassesThat().resideInAPackage("java.sql..").check(OPERATOR);
  }

  @Test
  void theOperatorDoesNotSeeTheBlogServer() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.blogsite.blog..")
        .check(OPERATOR);
  }

  @Test
  void noRoomsGoRoundInCircles() {
    slices().matching("dev.blogsite.operator.(*)..").should().beFreeOfCycles().check(OPERATOR);
  }

  @Test
  void noClassIsCalledByWhatItIsNot() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .check(OPERATOR);
  }
}
