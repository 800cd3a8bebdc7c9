package dev.chatbrush.gateway.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.chatbrush.contracts.problem.ProblemCode;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where a failure of a REST call becomes a reply. */
@Singleton
public class ProblemMapper {
  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

  private final RoutingContext request;
  private final ProblemMeter meter;

  ProblemMapper(RoutingContext request, ProblemMeter meter) {
    this.request = request;
    this.meter = meter;
  }

  @ServerExceptionMapper
  public Response editor(EditorException failure) {
    return reply(failure);
  }

  @ServerExceptionMapper
  public Response validation(ConstraintViolationException failure) {
    List<Map<String, String>> violations =
        failure.getConstraintViolations().stream()
            .map(
                v ->
                    Map.of(
                        "field", OpenAiProblem.field(field(v), path()), "message", v.getMessage()))
            .sorted((a, b) -> a.get("field").compareTo(b.get("field")))
            .toList();
    String detail =
        violations.stream()
            .map(v -> "'%s' %s".formatted(v.get("field"), v.get("message")))
            .collect(Collectors.joining("; ", "", "."));
    return reply(
        new EditorException(
            ProblemCode.VALIDATION_FAILED, detail, Map.of("violations", violations), failure));
  }

  /** {@code points[0].x} of the path {@code select.input.points[0].x}; else the parameter. */
  private static String field(ConstraintViolation<?> violation) {
    List<String> nodes = new ArrayList<>();
    violation.getPropertyPath().forEach(node -> nodes.add(node.toString()));
    return nodes.size() > 2
        ? String.join(".", nodes.subList(2, nodes.size()))
        : nodes.get(nodes.size() - 1);
  }

  /** More specific than the one that comes with the JSON extension and says nothing. */
  @ServerExceptionMapper
  public Response mismatch(MismatchedInputException failure) {
    return json(failure);
  }

  @ServerExceptionMapper
  public Response json(JsonProcessingException failure) {
    String detail;
    if (failure instanceof ListTooLong tooLong) {
      return reply(tooLong.problem(path(tooLong)));
    }
    if (failure instanceof UnrecognizedPropertyException unknown) {
      detail =
          "The field '%s' is not known here. Known are: %s."
              .formatted(unknown.getPropertyName(), unknown.getKnownPropertyIds());
    } else if (failure instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      detail = "The field '%s' does not hold what is expected there.".formatted(path(mapping));
    } else {
      detail = "The body is not well-formed JSON; see /q/openapi for what is expected.";
    }
    return reply(new EditorException(ProblemCode.JSON_INVALID, detail, Map.of(), failure));
  }

  private static String path(JsonMappingException failure) {
    return failure.getPath().stream()
        .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }

  @ServerExceptionMapper
  public Response web(WebApplicationException failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof EditorException editor) {
        return reply(editor);
      }
      if (cause instanceof JsonProcessingException malformed) {
        return json(malformed);
      }
    }
    Response reply = reply(fromStatus(failure));
    String allowed = failure.getResponse().getHeaderString(HttpHeaders.ALLOW);
    return allowed == null
        ? reply
        : Response.fromResponse(reply).header(HttpHeaders.ALLOW, allowed).build();
  }

  private String path() {
    return request.request().path();
  }

  private EditorException fromStatus(WebApplicationException failure) {
    String path = path();
    return switch (failure.getResponse().getStatus()) {
      case 404 -> problem(failure, ProblemCode.ROUTE_NOT_FOUND, "There is nothing at %s.", path);
      case 405 ->
          problem(
              failure,
              ProblemCode.METHOD_NOT_ALLOWED,
              "%s does not know %s.",
              path,
              request.request().method());
      case 406 ->
          problem(failure, ProblemCode.NOT_ACCEPTABLE, "See /q/openapi for what %s sends.", path);
      case 413 -> problem(failure, ProblemCode.BODY_TOO_LARGE, "A body may have 33 MB.");
      case 415 ->
          problem(
              failure,
              ProblemCode.MEDIA_TYPE_UNSUPPORTED,
              "See /q/openapi for the Content-Type that %s takes.",
              path);
      case 500 -> internal(failure);
      default ->
          problem(
              failure,
              ProblemCode.REQUEST_INVALID,
              "The request is malformed; see /q/openapi for what %s takes.",
              path);
    };
  }

  @ServerExceptionMapper
  public Response other(Throwable failure) {
    if (ClientGone.is(failure) || request.response().closed()) {
      LOG.debugf("client of %s went away: %s", request.request().path(), failure);
      return Response.status(Response.Status.BAD_REQUEST).build(); // nobody reads it
    }
    if (FileRefused.is(failure)) {
      return reply(FileRefused.problem(failure));
    }
    return reply(internal(failure));
  }

  private EditorException internal(Throwable failure) {
    return problem(
        failure,
        ProblemCode.INTERNAL_ERROR,
        "Nothing was changed. Try again; the log has more under this traceId.");
  }

  private static EditorException problem(
      Throwable cause, ProblemCode code, String detail, Object... arguments) {
    return new EditorException(code, detail.formatted(arguments), Map.of(), cause);
  }

  private Response reply(EditorException failure) {
    Problem problem = Problem.of(failure, request.request().path(), TraceId.of(request));
    meter.count(problem);
    if (problem.status() == 507) {
      // One line where the reason is known: a full disk has no room for a long log.
      LOG.errorf(
          failure.getCause(), "%s %s: %s", problem.code(), problem.traceId(), problem.detail());
    } else if (Problem.isOwnFault(failure)) {
      LOG.errorf(failure, "%s %s", problem.code(), problem.traceId());
    } else if (problem.status() == 502) {
      LOG.warnf("%s %s: %s", problem.code(), problem.traceId(), problem.detail());
    } else {
      LOG.debugf("%s %s: %s", problem.code(), problem.traceId(), problem.detail());
    }
    return response(problem);
  }

  /** A problem as a reply; also for one that happened earlier. */
  public static Response response(Problem problem) {
    Response.ResponseBuilder reply =
        Response.status(OpenAiProblem.status(problem))
            .type(OpenAiProblem.mediaType(problem))
            .entity(OpenAiProblem.shaped(problem));
    if (problem.status() == 429 || problem.status() == 503) {
      reply.header("Retry-After", problem.retryAfter());
    }
    problem.challenge().ifPresent(value -> reply.header(HttpHeaders.WWW_AUTHENTICATE, value));
    return reply.build();
  }
}
