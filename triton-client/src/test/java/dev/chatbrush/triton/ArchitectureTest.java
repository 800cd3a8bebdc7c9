package dev.chatbrush.triton;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.chatbrush.house.HouseRules;
import dev.chatbrush.triton.error.InferenceException;

/** The arrows between the packages, and what each may know of the world. */
@AnalyzeClasses(
    packages = "dev.chatbrush.triton",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest static final ArchTests houseRules = ArchTests.in(HouseRules.class);

  private static final String WIRE = "dev.chatbrush.triton.grpc.wire..";

  @ArchTest
  static final ArchRule libraryIsFreeOfFrameworks =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..", "io.vertx..");

  @ArchTest
  static final ArchRule onlyGrpcAndTestingKnowTheTransport =
      noClasses()
          .that()
          .resideOutsideOfPackages("..triton.grpc..", "..triton.testing..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.grpc..", "io.netty..", WIRE);

  @ArchTest
  static final ArchRule rootKnowsNoOtherPackage =
      noClasses()
          .that()
          .resideInAPackage("dev.chatbrush.triton")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..triton.grpc..",
              "..triton.catalogue..",
              "..triton.telemetry..",
              "..triton.testing..");

  @ArchTest
  static final ArchRule mainCodeUsesNoFake =
      noClasses()
          .that()
          .resideOutsideOfPackage("..triton.testing..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..triton.testing..");

  @ArchTest
  static final ArchRule onlyTelemetryKnowsTelemetryLibraries =
      noClasses()
          .that()
          .resideOutsideOfPackage("..triton.telemetry..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micrometer..", "io.opentelemetry..", "..triton.telemetry..");

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices().matching("dev.chatbrush.triton.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule exceptionsOfTheCatalogueAreOneFamily =
      classes()
          .that()
          .resideInAPackage("..triton.error")
          .and()
          .haveSimpleNameEndingWith("Exception")
          .should()
          .beAssignableTo(InferenceException.class);
}
