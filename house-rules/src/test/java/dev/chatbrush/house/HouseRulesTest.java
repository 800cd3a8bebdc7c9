package dev.chatbrush.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
  private static final JavaClasses TIDY =
      new ClassFileImporter().importPackages("dev.chatbrush.house.tidy");
  private static final JavaClasses UNTIDY =
      new ClassFileImporter().importPackages("dev.chatbrush.house.untidy");

  @Test
  void findsTwoFilesThatKnowEachOther() {
    assertThatThrownBy(() -> HouseRules.filesFormNoCircle.check(UNTIDY))
        .hasMessageContaining("untidy.Egg")
        .hasMessageContaining("untidy.Hen");
  }

  @Test
  void findsAConstructorWithManyArguments() {
    assertThatThrownBy(() -> HouseRules.constructorsTakeFewArguments.check(UNTIDY))
        .hasMessageContaining("Hen takes 8 arguments, at most 7");
  }

  @Test
  void findsAClockThatNobodyGave() {
    assertThatThrownBy(() -> HouseRules.timeAndChanceAreGiven.check(UNTIDY))
        .hasMessageContaining("Egg");
  }

  @Test
  void countsTheFilesOfAPackage() {
    Iterable<Packages.Room> rooms = new Packages().transform(UNTIDY);

    assertThat(rooms).singleElement().satisfies(room -> assertThat(room.files()).hasSize(2));
    assertThat(new HaveAtMostClasses(1).getDescription()).contains("at most 1");
  }

  @Test
  void refusesAFullPackage() {
    ArchRule one =
        com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all(new Packages())
            .should(new HaveAtMostClasses(1));

    assertThatThrownBy(() -> one.check(UNTIDY)).hasMessageContaining("has 2 classes, at most 1");
  }

  @Test
  void lesserThingsAreNoFault() {
    List<ArchRule> rules =
        List.of(
            HouseRules.filesFormNoCircle,
            HouseRules.packagesAreSmallEnoughToKnow,
            HouseRules.constructorsTakeFewArguments,
            HouseRules.constructorsInject,
            HouseRules.configurationsAreNamedSo,
            HouseRules.timeAndChanceAreGiven,
            HouseRules.nobodyPrints);

    assertThat(rules)
        .allSatisfy(rule -> assertThatCode(() -> rule.check(TIDY)).doesNotThrowAnyException());
  }
}
