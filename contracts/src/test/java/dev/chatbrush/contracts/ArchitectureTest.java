package dev.chatbrush.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.chatbrush.house.HouseRules;

@AnalyzeClasses(
    packages = "dev.chatbrush.contracts",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest static final ArchTests houseRules = ArchTests.in(HouseRules.class);

  @ArchTest
  static final ArchRule knowsNoOtherModuleAndNoFramework =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.quarkus..",
              "jakarta.ws..",
              "dev.chatbrush.triton..",
              "dev.chatbrush.imaging..",
              "dev.chatbrush.mask..",
              "dev.chatbrush.agent..",
              "dev.chatbrush.gateway..");
}
