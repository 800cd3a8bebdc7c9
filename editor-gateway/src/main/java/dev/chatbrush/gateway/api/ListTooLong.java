package dev.chatbrush.gateway.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.chatbrush.contracts.problem.ProblemCode;
import java.util.List;
import java.util.Map;

/** A list in JSON has more entries than its {@code @Size} allows. */
final class ListTooLong extends JsonMappingException {
  private static final long serialVersionUID = 1L;

  private final int max;

  ListTooLong(JsonParser parser, int max) {
    super(parser, "more than %d entries".formatted(max));
    this.max = max;
  }

  /** What a validated list would have got. */
  EditorException problem(String field) {
    String message = "must have at most %d entries".formatted(max);
    return new EditorException(
        ProblemCode.VALIDATION_FAILED,
        "'%s' %s.".formatted(field, message),
        Map.of("violations", List.of(Map.of("field", field, "message", message))),
        this);
  }
}
