package dev.chatbrush.agent;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.chatbrush.house.HouseRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

@AnalyzeClasses(
    packages = "dev.chatbrush.agent",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "dev.chatbrush.agent.";

  @ArchTest static final ArchTests houseRules = ArchTests.in(HouseRules.class);

  @ArchTest
  static final ArchRule packagesHaveNoCircles =
      slices().matching(ROOT + "(**)").should().beFreeOfCycles();

  /** Each package may know these of the service, and no other. */
  @ArchTest
  static void packagesKnowTheirNeighboursOnly(JavaClasses classes) {
    Map<String, List<String>> neighbours =
        Map.of(
            "catalogue", List.of(),
            "language", List.of(),
            "edit", List.of("catalogue"),
            "plan", List.of("language", "catalogue"),
            "plan.prompt", List.of("plan", "language"),
            "plan.rules", List.of("plan.prompt", "plan", "language", "catalogue"),
            "guard", List.of("plan", "language", "catalogue"),
            "meaning", List.of("guard", "plan", "language", "catalogue"),
            "llm", List.of("meaning", "guard", "plan", "plan.rules", "language", "catalogue"));
    neighbours.forEach(
        (name, known) -> {
          List<String> allowed = new ArrayList<>(known);
          allowed.add(name);
          classes()
              .that()
              .resideInAPackage(ROOT + name)
              .should()
              .onlyDependOnClassesThat(
                  resideOutsideOfPackage("dev.chatbrush.agent..")
                      .or(
                          resideInAnyPackage(
                              allowed.stream().map(ROOT::concat).toArray(String[]::new))))
              .check(classes);
        });
  }

  /** What plans never sees a picture, so neither pixels nor metadata nor file names can leak. */
  @ArchTest
  static final ArchRule planningSeesNoPicture =
      noClasses()
          .that()
          .resideInAnyPackage(
              ROOT + "plan..",
              ROOT + "language..",
              ROOT + "guard..",
              ROOT + "meaning..",
              ROOT + "llm..")
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
          .resideInAnyPackage(
              "io.grpc..", "dev.chatbrush.contracts.agent..", "dev.chatbrush.contracts.picture..");

  @ArchTest
  static final ArchRule onlyLlmKnowsLangChain =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "llm..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.langchain4j..");

  @ArchTest
  static final ArchRule onlyCatalogueAndEditCallTriton =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "catalogue..", ROOT + "edit..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("dev.chatbrush.triton.InferenceClient");
}
