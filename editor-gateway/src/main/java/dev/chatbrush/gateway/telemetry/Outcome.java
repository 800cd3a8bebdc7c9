package dev.chatbrush.gateway.telemetry;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.Problem;

/**
 * How something ended that did not succeed. Whose fault it is decides who is woken: "refused" is
 * the caller's, "conflict" came too late, "overloaded" and "failed" are ours.
 */
final class Outcome {
  static final String COMPLETED = "completed";
  static final String FAILED = "failed";

  private Outcome() {}

  static String of(Problem problem) {
    return of(problem.code(), problem.status());
  }

  static String of(String code, int status) {
    if (code.equals(ProblemCode.OVERLOADED.name())) {
      return "overloaded";
    }
    if (status == 409) {
      return "conflict";
    }
    return status < 500 ? "refused" : FAILED;
  }
}
