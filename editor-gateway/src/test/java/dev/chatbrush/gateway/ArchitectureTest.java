package dev.chatbrush.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.house.HouseRules;
import java.util.List;
import java.util.Map;

@AnalyzeClasses(
    packages = "dev.chatbrush.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

  @ArchTest
  static final ArchRule FEATURES_HAVE_NO_CYCLES =
      slices().matching("dev.chatbrush.gateway.(*)..").should().beFreeOfCycles();

  /** Each room, from the door down, and those that it may use. */
  private static final Map<String, List<String>> ROOMS =
      Map.ofEntries(
          room("mcp", "session chat tool edit journal agent selection revision owner api"),
          room(
              "archive",
              "session download edit journal selection reference revision write owner storage api"),
          room(
              "batch",
              "session download chat edit journal revision write owner storage telemetry api"),
          room(
              "life",
              "session edit journal agent selection revision write owner storage event api"),
          room(
              "openai",
              "session chat edit journal agent selection reference revision write owner storage"
                  + " api"),
          room("sample", "session revision write api"),
          room("status", "agent selection owner storage grpc event telemetry api"),
          room(
              "session",
              "edit journal selection reference revision write owner storage event telemetry api"),
          room("chat", "edit journal agent event write owner storage api"),
          room("tool", "agent revision"),
          room("download", "revision storage api"),
          room(
              "edit",
              "agent journal selection reference revision owner storage grpc event signal turn"
                  + " telemetry api"),
          room("journal", "agent selection revision write grpc signal storage api"),
          room("agent", "revision grpc storage api"),
          room("selection", "revision write owner storage grpc event telemetry api"),
          room("reference", "revision write storage api"),
          room("revision", "write owner storage api"),
          room("write", "owner storage api"),
          room("grpc", "storage api"),
          room("access", "owner telemetry api"),
          room("description", "write api"),
          room("event", "signal storage telemetry api"),
          room("signal", "storage telemetry api"),
          room("login", "access key share rate owner api"),
          room("key", "owner storage api"),
          room("share", "owner storage api"),
          room("turn", "owner api"),
          room("rate", "owner api"),
          room("owner", "storage api"),
          room("bucket", "storage api"),
          room("storage", "api"),
          room("telemetry", "api"),
          room("api", ""));

  private static Map.Entry<String, List<String>> room(String name, String below) {
    return Map.entry(name, below.isEmpty() ? List.of() : List.of(below.split(" ")));
  }

  @ArchTest static final ArchRule ROOMS_KNOW_THOSE_BELOW = roomsKnowThoseBelow();

  private static ArchRule roomsKnowThoseBelow() {
    LayeredArchitecture rooms = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String room : ROOMS.keySet()) {
      rooms = rooms.layer(room).definedBy("dev.chatbrush.gateway." + room + "..");
    }
    for (Map.Entry<String, List<String>> room : ROOMS.entrySet()) {
      String[] below = room.getValue().toArray(String[]::new);
      rooms =
          below.length == 0
              ? rooms.whereLayer(room.getKey()).mayNotAccessAnyLayer()
              : rooms.whereLayer(room.getKey()).mayOnlyAccessLayers(below);
    }
    return rooms;
  }

  /** Otherwise a new room would have no rule. */
  @ArchTest
  static void everyRoomIsListed(JavaClasses classes) {
    assertThat(classes.getPackage("dev.chatbrush.gateway").getSubpackages())
        .extracting(JavaPackage::getRelativeName)
        .containsExactlyInAnyOrderElementsOf(ROOMS.keySet());
  }

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

  /** What somebody sent becomes a session's id in one place, which asks whose it is. */
  @ArchTest
  static final ArchRule ONE_DOOR_TO_SESSIONS =
      noClasses()
          .that()
          .resideInAPackage("dev.chatbrush.gateway.mcp..")
          .or()
          .haveSimpleNameEndingWith("Resource")
          .or()
          .haveSimpleNameEndingWith("Filter")
          .should()
          .callConstructor(SessionId.class, String.class);

  @ArchTest
  static final ArchRule NOBODY_KNOWS_TRITON =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("dev.chatbrush.triton..");

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
  static final ArchRule FAILURES_ARE_IN_THE_CATALOGUE =
      classes()
          .that()
          .haveSimpleNameEndingWith("Exception")
          .and()
          .doNotHaveSimpleName("CancelledException")
          .should()
          .beAssignableTo(EditorException.class);
}
