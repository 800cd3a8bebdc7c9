package dev.chatbrush.house;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;

/** Whether people wrote a class: protoc's messages and Quarkus' proxies know each other freely. */
final class AreWritten extends DescribedPredicate<JavaClass> {
  private static final String GENERATED =
      "dev\\.chatbrush\\.(triton\\.grpc\\.wire|contracts\\.(agent|mask|picture))";

  AreWritten() {
    super("are written by people");
  }

  @Override
  public boolean test(JavaClass javaClass) {
    String name = javaClass.getName();
    return name.startsWith("dev.chatbrush.")
        && !javaClass.getPackageName().matches(GENERATED)
        && !name.matches(".*(_ClientProxy|_Subclass|_Bean|_ArcAnnotationLiteral|_Observer_.*)");
  }
}
