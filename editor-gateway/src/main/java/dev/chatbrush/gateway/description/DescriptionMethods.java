package dev.chatbrush.gateway.description;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/** The description is only read: Quarkus itself would send it in answer to a DELETE as well. */
@ApplicationScoped
class DescriptionMethods {
  private static final String ADDRESS = "/q/openapi";
  private static final String ALLOWED = "GET, HEAD, OPTIONS";
  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  /** After the filters, before Quarkus. */
  private static final int ORDER = -800;

  void register(@Observes Router router) {
    router.route(ADDRESS + "*").order(ORDER).handler(DescriptionMethods::check);
  }

  private static void check(RoutingContext context) {
    HttpMethod method = context.request().method();
    if (READING.contains(method)) {
      context.next();
      return;
    }
    context.response().putHeader(HttpHeaders.ALLOW, ALLOWED);
    if (method.equals(HttpMethod.OPTIONS)) {
      context.response().setStatusCode(204).end();
      return;
    }
    context.fail(
        new EditorException(
            ProblemCode.METHOD_NOT_ALLOWED, "%s does not know %s.".formatted(ADDRESS, method)));
  }
}
