package dev.chatbrush.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** One slice a file: a top-level class with all that is nested in it. */
final class Files implements SliceAssignment {
  private static final AreWritten WRITTEN = new AreWritten();

  @Override
  public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
    if (!WRITTEN.test(javaClass)) {
      return SliceIdentifier.ignore();
    }
    JavaClass file = javaClass;
    while (file.getEnclosingClass().isPresent()) {
      file = file.getEnclosingClass().get();
    }
    return SliceIdentifier.of(file.getName());
  }

  @Override
  public String getDescription() {
    return "files";
  }
}
