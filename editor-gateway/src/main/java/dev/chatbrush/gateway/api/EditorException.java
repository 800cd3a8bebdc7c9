package dev.chatbrush.gateway.api;

import java.util.Map;

/** A failure that has a place in the catalogue. The message is a sentence for a person. */
public class EditorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemType type;
  private final String code;
  private final transient Map<String, Object> fields;

  public EditorException(ProblemType type, String detail) {
    this(type, detail, Map.of(), null);
  }

  public EditorException(ProblemType type, String detail, Map<String, Object> fields) {
    this(type, detail, fields, null);
  }

  public EditorException(
      ProblemType type, String detail, Map<String, Object> fields, Throwable cause) {
    this(type, type.name(), detail, fields, cause);
  }

  /** With a code of another service that this catalogue does not know. */
  public EditorException(
      ProblemType type, String code, String detail, Map<String, Object> fields, Throwable cause) {
    super(detail, cause);
    this.type = type;
    this.code = code;
    this.fields = Map.copyOf(fields);
  }

  public final ProblemType type() {
    return type;
  }

  public final String code() {
    return code;
  }

  public final Map<String, Object> fields() {
    return fields;
  }
}
