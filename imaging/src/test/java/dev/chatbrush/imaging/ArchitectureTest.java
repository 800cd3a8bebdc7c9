package dev.chatbrush.imaging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.chatbrush.house.HouseRules;
import dev.chatbrush.imaging.codec.file.ImageException;
import javax.imageio.ImageIO;

@AnalyzeClasses(
    packages = "dev.chatbrush.imaging",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest static final ArchTests houseRules = ArchTests.in(HouseRules.class);

  @ArchTest
  static final ArchRule knowsNoServiceAndNoFramework =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.quarkus..",
              "io.grpc..",
              "jakarta..",
              "dev.chatbrush.contracts..",
              "dev.chatbrush.triton..",
              "dev.chatbrush.mask..",
              "dev.chatbrush.agent..",
              "dev.chatbrush.gateway..");

  @ArchTest
  static final ArchRule letsImageIoChooseNoReader =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ImageIO.class)
          .because("ImageIO offers every reader of the class path; AllowedReaders offers two");

  @ArchTest
  static final ArchRule onlyTheCodecKnowsImageIo =
      noClasses()
          .that()
          .resideOutsideOfPackage("..codec..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javax.imageio..", "java.awt..", "com.twelvemonkeys..");

  @ArchTest
  static final ArchRule featuresAreFreeOfCycles =
      slices().matching("dev.chatbrush.imaging.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule exceptionsOfPicturesShareOneBase =
      classes()
          .that()
          .areAssignableTo(RuntimeException.class)
          .should()
          .beAssignableTo(ImageException.class);
}
