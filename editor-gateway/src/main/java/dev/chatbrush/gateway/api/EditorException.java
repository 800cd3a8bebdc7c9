package dev.chatbrush.gateway.api;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.contracts.problem.ProblemList;
import dev.chatbrush.contracts.problem.ProblemType;
import java.util.Map;

/** A failure that has a place in the list of problems. The message is a sentence for a person. */
public class EditorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ProblemType type;
  private final transient Map<String, Object> fields;

  public EditorException(ProblemCode code, String detail) {
    this(code, detail, Map.of(), null);
  }

  public EditorException(ProblemCode code, String detail, Map<String, Object> fields) {
    this(code, detail, fields, null);
  }

  public EditorException(
      ProblemCode code, String detail, Map<String, Object> fields, Throwable cause) {
    this(ProblemList.of(code), detail, fields, cause);
  }

  /** For a code that another service sent. */
  public EditorException(
      ProblemType type, String detail, Map<String, Object> fields, Throwable cause) {
    super(detail, cause);
    this.type = type;
    this.fields = Map.copyOf(fields);
  }

  public final ProblemType type() {
    return type;
  }

  public final String code() {
    return type.code();
  }

  public final Map<String, Object> fields() {
    return fields;
  }
}
