package dev.chatbrush.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The packages of a module with their top-level classes. */
final class Packages extends AbstractClassesTransformer<Packages.Room> {
  private static final AreWritten WRITTEN = new AreWritten();

  Packages() {
    super("packages");
  }

  /** A package and the names of its files. */
  record Room(String name, List<String> files) {}

  @Override
  public Iterable<Room> doTransform(JavaClasses classes) {
    Map<String, List<String>> files =
        classes.stream()
            .filter(WRITTEN)
            .filter(JavaClass::isTopLevelClass)
            .filter(each -> !each.getSimpleName().equals("package-info"))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getPackageName,
                    TreeMap::new,
                    Collectors.mapping(JavaClass::getSimpleName, Collectors.toList())));
    return files.entrySet().stream().map(each -> new Room(each.getKey(), each.getValue())).toList();
  }
}
