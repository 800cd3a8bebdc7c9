package dev.chatbrush.gateway.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A problem as callers of {@code /v1} expect it. Source: OpenAI API reference, "Error codes".
 *
 * @param error what went wrong
 */
public record OpenAiProblem(Error error) {
  /** What its addresses begin with. */
  public static final String DOOR = "/v1/";

  /** The code is that of the problem, and {@code param} the form's field that is at fault. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Error(String message, String type, String param, String code) {}

  /** {@code problem} in the form that the address where it was met speaks. */
  public static Object shaped(Problem problem) {
    return isMet(problem) ? of(problem) : problem;
  }

  /** The media type of {@link #shaped}. */
  public static String mediaType(Problem problem) {
    return isMet(problem) ? "application/json" : Problem.MEDIA_TYPE;
  }

  /** The status of {@link #shaped}. */
  public static int status(Problem problem) {
    return isMet(problem) ? statusThere(problem.status()) : problem.status();
  }

  /** A problem's status under {@code /v1}: what is wrong with a request is 400. */
  public static int statusThere(int status) {
    return status == 422 ? 400 : status;
  }

  /** The name of a form's field as it is sent to that address. */
  static String field(String name, String address) {
    return address.startsWith(DOOR)
        ? name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT)
        : name;
  }

  private static boolean isMet(Problem problem) {
    return problem.instance() != null && problem.instance().startsWith(DOOR);
  }

  /** What went wrong, wherever it was met. */
  public static OpenAiProblem of(Problem problem) {
    return new OpenAiProblem(
        new Error(
            problem.title() + ". " + problem.detail(),
            type(problem.status()),
            param(problem),
            problem.code().toLowerCase(Locale.ROOT)));
  }

  /** The field that is at fault; of several the first. */
  private static String param(Problem problem) {
    if (problem.fields().get("param") instanceof String named) {
      return named;
    }
    return problem.fields().get("violations") instanceof List<?> faults
            && !faults.isEmpty()
            && faults.get(0) instanceof Map<?, ?> fault
        ? String.valueOf(fault.get("field"))
        : null;
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 429 -> "rate_limit_error";
      default -> status < 500 ? "invalid_request_error" : "server_error";
    };
  }
}
