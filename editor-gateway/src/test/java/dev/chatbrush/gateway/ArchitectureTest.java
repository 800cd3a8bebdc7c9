package dev.chatbrush.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.chatbrush.gateway.api.EditorException;
import io.smallrye.config.ConfigMapping;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Random;

@AnalyzeClasses(
    packages = "dev.chatbrush.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule FEATURES_HAVE_NO_CYCLES =
      slices().matching("dev.chatbrush.gateway.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule FEATURES_KNOW_THOSE_BELOW =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("sample")
          .definedBy("..gateway.sample..")
          .layer("session")
          .definedBy("..gateway.session..")
          .layer("status")
          .definedBy("..gateway.status..")
          .layer("chat")
          .definedBy("..gateway.chat..")
          .layer("selection")
          .definedBy("..gateway.selection..")
          .layer("revision")
          .definedBy("..gateway.revision..")
          .layer("grpc")
          .definedBy("..gateway.grpc..")
          .layer("storage")
          .definedBy("..gateway.storage..")
          .layer("access")
          .definedBy("..gateway.access..")
          .layer("mcp")
          .definedBy("..gateway.mcp..")
          .whereLayer("mcp")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("sample")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("status")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("access")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("session")
          .mayOnlyBeAccessedByLayers("sample", "mcp")
          .whereLayer("chat")
          .mayOnlyBeAccessedByLayers("session", "status", "mcp")
          .whereLayer("selection")
          .mayOnlyBeAccessedByLayers("chat", "session", "status", "mcp")
          .whereLayer("grpc")
          .mayOnlyBeAccessedByLayers("selection", "chat", "status")
          .whereLayer("revision")
          .mayOnlyBeAccessedByLayers("selection", "chat", "session", "sample", "mcp");

  @ArchTest
  static final ArchRule API_KNOWS_NO_FEATURE =
      noClasses()
          .that()
          .resideInAnyPackage("..gateway.api..", "..gateway.telemetry..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..gateway.session..",
              "..gateway.chat..",
              "..gateway.selection..",
              "..gateway.revision..",
              "..gateway.storage..",
              "..gateway.event..",
              "..gateway.access..");

  @ArchTest
  static final ArchRule ONLY_THE_EDGE_KNOWS_HTTP =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Resource")
          .and()
          .haveSimpleNameNotEndingWith("Mapper")
          .and()
          .haveSimpleNameNotEndingWith("Frames")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.ws.rs..");

  @ArchTest
  static final ArchRule NOBODY_KNOWS_TRITON =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("dev.chatbrush.triton..");

  @ArchTest static final ArchRule NO_STANDARD_STREAMS = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule NO_FIELD_INJECTION = noFields().should().beAnnotatedWith(Inject.class);

  @ArchTest
  static final ArchRule BEANS_HAVE_FINAL_FIELDS =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .haveNameMatching(".*(Service|Store|Client|Resource|Recorder|Runner|Filter)")
          .and()
          .areNotStatic()
          .and()
          .doNotHaveName("lastTools")
          .should()
          .beFinal();

  @ArchTest
  static final ArchRule CONFIGURATION_IS_MAPPED_IN_CONFIGS =
      classes()
          .that()
          .areAnnotatedWith(ConfigMapping.class)
          .should()
          .haveSimpleNameEndingWith("Config");

  @ArchTest
  static final ArchRule FAILURES_ARE_IN_THE_CATALOGUE =
      classes()
          .that()
          .haveSimpleNameEndingWith("Exception")
          .and()
          .doNotHaveSimpleName("CancelledException")
          .should()
          .beAssignableTo(EditorException.class);

  @ArchTest
  static final ArchRule TIME_AND_CHANCE_ARE_GIVEN =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callConstructor(Random.class);
}
