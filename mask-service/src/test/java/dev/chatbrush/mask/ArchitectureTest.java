package dev.chatbrush.mask;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.chatbrush.house.HouseRules;

/** Which of the service's rooms may know which. */
@AnalyzeClasses(
    packages = "dev.chatbrush.mask",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "dev.chatbrush.mask.";

  @ArchTest
  static final ArchRule onlyTheEdgeKnowsTheContract =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.chatbrush.mask.api..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.chatbrush.contracts.mask..", "dev.chatbrush.contracts.picture..");

  @ArchTest
  static final ArchRule onlyTheEdgeKnowsGrpc =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.chatbrush.mask.api..")
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
  static final ArchRule roomsKnowOnlyTheirNeighbours =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("api")
          .definedBy(ROOT + "api..")
          .layer("segment")
          .definedBy(ROOT + "segment..")
          .layer("named")
          .definedBy(ROOT + "named..")
          .layer("decode")
          .definedBy(ROOT + "decode..")
          .layer("embedding")
          .definedBy(ROOT + "embedding..")
          .layer("inference")
          .definedBy(ROOT + "inference..")
          .layer("lane")
          .definedBy(ROOT + "lane..")
          .layer("stroke")
          .definedBy(ROOT + "stroke..")
          .layer("telemetry")
          .definedBy(ROOT + "telemetry..")
          .layer("problem")
          .definedBy(ROOT + "problem..")
          .whereLayer("api")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("segment")
          .mayOnlyBeAccessedByLayers("api")
          .whereLayer("named")
          .mayOnlyBeAccessedByLayers("segment", "api")
          .whereLayer("decode")
          .mayOnlyBeAccessedByLayers("segment", "api")
          .whereLayer("embedding")
          .mayOnlyBeAccessedByLayers("decode", "segment", "api")
          .whereLayer("inference")
          .mayOnlyBeAccessedByLayers("embedding", "decode", "segment", "api")
          .whereLayer("lane")
          .mayOnlyBeAccessedByLayers("embedding", "api")
          .whereLayer("stroke")
          .mayOnlyBeAccessedByLayers("segment", "api")
          .whereLayer("telemetry")
          .mayOnlyBeAccessedByLayers("embedding", "decode", "segment", "api")
          .whereLayer("problem")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule roomsFormNoCycle =
      slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

  @ArchTest static final ArchTests house = ArchTests.in(HouseRules.class);
}
