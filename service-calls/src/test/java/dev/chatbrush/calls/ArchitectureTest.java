package dev.chatbrush.calls;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.chatbrush.house.HouseRules;

@AnalyzeClasses(
    packages = "dev.chatbrush.calls",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule onlyTheWayToTritonKnowsTriton =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.chatbrush.calls.triton")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.chatbrush.triton..", "dev.chatbrush.calls.triton..");

  @ArchTest
  static final ArchRule noServiceAndNoQuarkus =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.quarkus..",
              "dev.chatbrush.gateway..",
              "dev.chatbrush.agent..",
              "dev.chatbrush.mask..");

  @ArchTest static final ArchTests house = ArchTests.in(HouseRules.class);
}
