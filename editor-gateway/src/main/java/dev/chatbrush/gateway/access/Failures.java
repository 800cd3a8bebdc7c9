package dev.chatbrush.gateway.access;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.ClientGone;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.FileRefused;
import dev.chatbrush.gateway.api.Problem;
import dev.chatbrush.gateway.api.ProblemWriter;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Answers what fails outside of REST, where Vert.x and Quarkus would send an empty body or their
 * own JSON.
 */
@ApplicationScoped
public class Failures {
  private static final Logger LOG = Logger.getLogger(Failures.class);
  private static final long LINGER_MILLIS = 2000;

  private final ProblemWriter problems;

  public Failures(ProblemWriter problems) {
    this.problems = problems;
  }

  /** Before Quarkus' own handler, and for what no route matches. */
  void register(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(this::answer);
    IntStream.range(400, 600).forEach(status -> router.errorHandler(status, this::answer));
  }

  private void answer(RoutingContext context) {
    if (context.response().ended()) {
      return; // it has failed before
    }
    Throwable failure = context.failure();
    if (ClientGone.is(failure) || context.response().closed()) {
      LOG.debugf("client of %s went away: %s", context.request().path(), failure);
      context.request().connection().close();
      return;
    }
    EditorException problem = problem(failure, context.statusCode());
    if (Problem.isOwnFault(problem)) {
      LOG.errorf(failure, "%s %s", context.request().method(), context.request().path());
    } else if (problem.type().status() == 507) {
      LOG.errorf("%s %s: %s", context.request().method(), context.request().path(), failure);
    }
    answer(context, problem);
  }

  /** Answers, and reads what still comes for a moment only. */
  public void answer(RoutingContext context, EditorException problem) {
    HttpServerRequest request = context.request();
    problems.answer(context, problem);
    if (request.isEnded()) {
      return;
    }
    request.handler(part -> {}).endHandler(end -> {}).exceptionHandler(failure -> {}).resume();
    // A close with unread bytes would take the reply from the client.
    context
        .vertx()
        .setTimer(
            LINGER_MILLIS,
            id -> {
              if (!request.isEnded()) {
                request.connection().close();
              }
            });
  }

  private static EditorException problem(Throwable failure, int status) {
    if (failure instanceof EditorException known) {
      return known;
    }
    if (FileRefused.is(failure)) {
      return FileRefused.problem(failure);
    }
    if (failure instanceof RejectedExecutionException) {
      return problem(ProblemCode.OVERLOADED, "Too much is under way. Try again soon.", failure);
    }
    boolean clients = failure instanceof DecoderException || (status >= 400 && status < 500);
    if (!clients) {
      return problem(
          ProblemCode.INTERNAL_ERROR,
          "Nothing was changed. Try again; the log has more under this traceId.",
          failure);
    }
    return switch (status) {
      case 404 ->
          problem(ProblemCode.ROUTE_NOT_FOUND, "There is nothing at this address.", failure);
      case 405 ->
          problem(ProblemCode.METHOD_NOT_ALLOWED, "This address takes other methods.", failure);
      case 406 -> problem(ProblemCode.NOT_ACCEPTABLE, "See /q/openapi for what is sent.", failure);
      case 413 -> problem(ProblemCode.BODY_TOO_LARGE, "A body may have 33 MB.", failure);
      case 414 -> problem(ProblemCode.URI_TOO_LONG, "The address is too long.", failure);
      case 415 ->
          problem(ProblemCode.MEDIA_TYPE_UNSUPPORTED, "See /q/openapi for what is taken.", failure);
      default ->
          problem(
              ProblemCode.REQUEST_INVALID,
              failure == null
                  ? "The request is malformed; see /q/openapi for what is taken."
                  : "The request is malformed: %s.".formatted(failure.getMessage()),
              failure);
    };
  }

  private static EditorException problem(ProblemCode code, String detail, Throwable cause) {
    return new EditorException(code, detail, Map.of(), cause);
  }
}
