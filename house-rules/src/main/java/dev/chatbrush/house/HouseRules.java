package dev.chatbrush.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Random;

/**
 * What every module keeps, whatever it does. A module's own {@code ArchitectureTest} includes these
 * by {@code ArchTests.in(HouseRules.class)} and adds which of its rooms may know which.
 */
public final class HouseRules {
  /** A package with more classes is a room that nobody knows whole. */
  static final int MOST_CLASSES = 25;

  /** A class that is given more does more than one thing. */
  static final int MOST_ARGUMENTS = 7;

  /** No two files know each other, directly or around others; a file is a top-level class. */
  @ArchTest
  public static final ArchRule filesFormNoCircle =
      slices()
          .assignedFrom(new Files())
          .should()
          .beFreeOfCycles()
          .because("of two files that know each other, neither can be read alone");

  @ArchTest
  public static final ArchRule packagesAreSmallEnoughToKnow =
      all(new Packages())
          .should(new HaveAtMostClasses(MOST_CLASSES))
          .because("beyond that many, nobody finds a class by looking");

  /** Records are left out: rows and messages are as long as what they say. */
  @ArchTest
  public static final ArchRule constructorsTakeFewArguments =
      constructors()
          .that()
          .areDeclaredInClassesThat()
          .areNotAssignableTo(Record.class)
          .and()
          .areDeclaredInClassesThat()
          .areNotEnums()
          .and()
          .areDeclaredInClassesThat(new AreWritten())
          .should(new TakeAtMostArguments(MOST_ARGUMENTS))
          .because("a class with more collaborators is two classes");

  @ArchTest
  public static final ArchRule constructorsInject =
      noFields()
          .should()
          .beAnnotatedWith("jakarta.inject.Inject")
          .allowEmptyShould(true)
          .because("a test makes the class by its constructor, and its fields are final");

  @ArchTest
  public static final ArchRule configurationsAreNamedSo =
      classes()
          .that()
          .areAnnotatedWith("io.smallrye.config.ConfigMapping")
          .should()
          .haveSimpleNameEndingWith("Config")
          .allowEmptyShould(true)
          .because("an operator's keys are found by that name");

  @ArchTest
  public static final ArchRule timeAndChanceAreGiven =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callConstructor(Random.class)
          .because("a test that owns the clock and the dice can repeat what it saw");

  @ArchTest
  public static final ArchRule nobodyPrints =
      NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.because("what is not in the log is lost");

  private HouseRules() {}
}
