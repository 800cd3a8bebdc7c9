package dev.chatbrush.gateway.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Answers a request with a problem before or after REST has had its turn. */
@ApplicationScoped
public class ProblemWriter {
  private final Json json;
  private final ProblemMeter meter;

  public ProblemWriter(Json json, ProblemMeter meter) {
    this.json = json;
    this.meter = meter;
  }

  /** Ends the reply; does nothing where one has been ended. */
  public void answer(RoutingContext request, EditorException failure) {
    if (request.response().ended() || request.response().headWritten()) {
      return;
    }
    Problem problem = Problem.of(failure, request.request().path(), TraceId.of(request));
    meter.count(problem);
    if (problem.status() == 429 || problem.status() == 503) {
      request.response().putHeader("Retry-After", String.valueOf(problem.retryAfter()));
    }
    problem.challenge().ifPresent(value -> request.response().putHeader("WWW-Authenticate", value));
    request
        .response()
        .setStatusCode(OpenAiProblem.status(problem))
        .putHeader(HttpHeaders.CONTENT_TYPE, OpenAiProblem.mediaType(problem))
        .end(json.write(OpenAiProblem.shaped(problem)));
  }
}
