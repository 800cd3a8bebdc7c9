package dev.chatbrush.gateway.archive;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import java.util.Map;

/** What is wrong with a session's file. */
final class ArchiveProblems {
  private ArchiveProblems() {}

  /** {@code what} is a sentence on what was expected and what came. */
  static EditorException invalid(String what) {
    return invalid(what, null);
  }

  static EditorException invalid(String what, Throwable cause) {
    return new EditorException(
        ProblemCode.ARCHIVE_INVALID, what + " Export the session anew.", Map.of(), cause);
  }

  static EditorException version(int version) {
    return new EditorException(
        ProblemCode.ARCHIVE_VERSION_UNKNOWN,
        "The file has format version %d; this server reads version %d."
            .formatted(version, Manifest.VERSION));
  }

  static EditorException tooLarge(long bytes, long most) {
    return new EditorException(
        ProblemCode.ARCHIVE_TOO_LARGE,
        "Unpacked it has %d MB; at most %d MB are taken (chatbrush.archive.max-unpacked)."
            .formatted(bytes >> 20, most >> 20));
  }

  static EditorException missing() {
    return new EditorException(
        ProblemCode.ARCHIVE_INVALID, "Send the exported file as the form field 'file'.");
  }
}
