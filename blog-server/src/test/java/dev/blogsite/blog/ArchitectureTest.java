package dev.blogsite.blog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.blogsite.blog.planted.post.PlantedClock;
import org.junit.jupiter.api.Test;

/** The import rules of the blog server, and a planted violation that proves they can fail. */
@AnalyzeClasses(packages = "dev.blogsite", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String[] PURE = {
    "dev.blogsite.blog.post..", "dev.blogsite.blog.search..", "dev.blogsite.blog.config.."
  };

  @ArchTest
  static final ArchRule PURE_PACKAGES_SEE_VALUES_ONLY =
      classes()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.blogsite.blog.post..",
              "dev.blogsite.blog.search..",
              "dev.blogsite.blog.config..",
              "java.lang..",
              "java.math..",
              "java.time..",
              "java.util",
              "java.util.function..",
              "java.util.stream..",
              "java.util.regex..",
              "org.jspecify.annotations..");

  @ArchTest static final ArchRule PURE_PACKAGES_HAVE_NO_CLOCK_CHANCE_OR_THREADS = pure(PURE);

  @ArchTest
  static final ArchRule UNDERTOW_STAYS_AT_THE_EDGE =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.blogsite.blog.http..", "dev.blogsite.blog.router..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.undertow..", "org.xnio..");

  @ArchTest
  static final ArchRule SQL_STAYS_IN_ITS_ADAPTER =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.blogsite.blog.sqlite..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.sqlite..");

  @ArchTest
  static final ArchRule OPERATOR_IS_NOT_SEEN =
      noClasses().should().dependOnClassesThat().resideInAPackage("dev.blogsite.operator..");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("dev.blogsite.blog.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NAMES_SAY_WHAT_THINGS_ARE =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Impl");

  @Test
  void thePlantedViolationIsFound() {
    JavaClasses planted = new ClassFileImporter().importClasses(PlantedClock.class);
    assertThrows(
        AssertionError.class, () -> pure("dev.blogsite.blog.planted.post..").check(planted));
  }

  private static ArchRule pure(String... packages) {
    return noClasses()
        .that()
        .resideInAnyPackage(packages)
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.time.Clock")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Random")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.Thread");
  }
}
