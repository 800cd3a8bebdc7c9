package dev.chatbrush.mask;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Inject;

@AnalyzeClasses(
    packages = "dev.chatbrush.mask",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule onlyTheEdgeKnowsTheContract =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.chatbrush.mask.api..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.chatbrush.contracts..");

  @ArchTest
  static final ArchRule nobodyUsesTheEdge =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.chatbrush.mask.api..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.chatbrush.mask.api..");

  @ArchTest
  static final ArchRule onlyTheEdgeAndTheProblemsKnowGrpc =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.chatbrush.mask.api..", "dev.chatbrush.mask.problem..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.grpc..");

  @ArchTest
  static final ArchRule onlyInferenceKnowsHowTritonIsReached =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.chatbrush.mask.inference..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.chatbrush.triton.grpc..", "dev.chatbrush.triton.testing..");

  @ArchTest
  static final ArchRule otherServicesAreStrangers =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.chatbrush.gateway..", "dev.chatbrush.agent..");

  @ArchTest
  static final ArchRule featuresAreFreeOfCycles =
      slices().matching("dev.chatbrush.mask.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule constructorsInject = noFields().should().beAnnotatedWith(Inject.class);
}
