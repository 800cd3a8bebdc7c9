package dev.chatbrush.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.smallrye.config.ConfigMapping;

@AnalyzeClasses(
    packages = "dev.chatbrush.agent",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "dev.chatbrush.agent.";

  @ArchTest
  static final ArchRule featuresHaveNoCycles =
      slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule languageUsesNoOtherFeature =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "language..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + "plan..", ROOT + "tool..", ROOT + "guard..", ROOT + "llm..", ROOT + "api..");

  @ArchTest
  static final ArchRule toolUsesNoOtherFeature =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "tool..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + "plan..",
              ROOT + "language..",
              ROOT + "guard..",
              ROOT + "llm..",
              ROOT + "api..");

  @ArchTest
  static final ArchRule planUsesLanguageAndToolOnly =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "plan..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + "guard..", ROOT + "llm..", ROOT + "api..");

  /** What plans never sees a picture, so neither pixels nor metadata nor file names can leak. */
  @ArchTest
  static final ArchRule planningSeesNoPicture =
      noClasses()
          .that()
          .resideInAnyPackage(
              ROOT + "plan..", ROOT + "language..", ROOT + "guard..", ROOT + "llm..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.chatbrush.imaging..", "dev.chatbrush.contracts.picture..")
          .orShould()
          .dependOnClassesThat()
          .haveSimpleNameStartingWith("Picture")
          .orShould()
          .dependOnClassesThat()
          .haveSimpleName("EditRequest");

  @ArchTest
  static final ArchRule onlyTheDoorKnowsGrpc =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "api..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.grpc..", "dev.chatbrush.contracts..");

  @ArchTest
  static final ArchRule onlyLlmKnowsLangChain =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "llm..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.langchain4j..");

  @ArchTest
  static final ArchRule onlyToolCallsTriton =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "tool..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("dev.chatbrush.triton.InferenceClient");

  @ArchTest
  static final ArchRule configurationIsNamedSo =
      classes()
          .that()
          .areAnnotatedWith(ConfigMapping.class)
          .should()
          .haveSimpleNameEndingWith("Config");
}
