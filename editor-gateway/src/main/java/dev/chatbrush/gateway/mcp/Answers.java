package dev.chatbrush.gateway.mcp;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.api.Problem;
import io.quarkiverse.mcp.server.ToolResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** What tools answer: an object as JSON text, or a refusal that says what to do. */
@ApplicationScoped
public class Answers {
  private static final Logger LOG = Logger.getLogger(Answers.class);

  private final Json json;
  private final Validator validator;

  public Answers(Json json, Validator validator) {
    this.json = json;
    this.validator = validator;
  }

  /** The input as it came; fails with VALIDATION_FAILED as REST does. */
  <T> T valid(T input) {
    List<String> faults =
        validator.validate(input).stream()
            .map(fault -> fault.getPropertyPath() + " " + fault.getMessage())
            .sorted()
            .toList();
    if (!faults.isEmpty()) {
      throw new EditorException(ProblemCode.VALIDATION_FAILED, String.join("; ", faults) + ".");
    }
    return input;
  }

  /** The constant of that name in small letters; null where none is said. */
  <E extends Enum<E>> E choice(Class<E> type, Optional<String> said) {
    if (said.isEmpty()) {
      return null;
    }
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equalsIgnoreCase(said.get().strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new EditorException(
                    ProblemCode.VALIDATION_FAILED,
                    "'%s' is none of %s."
                        .formatted(
                            said.get(),
                            Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT))));
  }

  /** The object as JSON, or "CODE: sentence" as a tool's error. */
  ToolResponse json(Supplier<?> work) {
    return response(() -> ToolResponse.success(json.write(work.get())));
  }

  /** The response, or "CODE: sentence" as a tool's error. */
  ToolResponse response(Supplier<ToolResponse> work) {
    try {
      return work.get();
    } catch (EditorException e) {
      if (Problem.isOwnFault(e)) {
        LOG.errorf(e, "%s in a tool", e.code());
      }
      return ToolResponse.error(e.code() + ": " + e.getMessage());
    }
  }
}
