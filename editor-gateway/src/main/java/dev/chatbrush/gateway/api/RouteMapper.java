package dev.chatbrush.gateway.api;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Says which methods an address knows, in Allow (RFC 9110, 10.2.1), for OPTIONS and with a 405.
 * REST itself names those of all addresses that begin alike, and none with a 405.
 */
@Singleton
public class RouteMapper {
  private final List<Route> routes = new ArrayList<>();

  private record Route(Pattern address, Set<String> methods) {}

  RouteMapper(BeanManager beans) {
    beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
        .map(bean -> bean.getBeanClass())
        .filter(bean -> bean.isAnnotationPresent(Path.class))
        .distinct()
        .forEach(this::add);
    // As REST chooses: an address that is named goes before one that fits a pattern.
    routes.sort(
        Comparator.comparingInt(route -> route.address().pattern().split("\\[", -1).length));
  }

  private void add(Class<?> resource) {
    String root = resource.getAnnotation(Path.class).value();
    for (Method method : resource.getDeclaredMethods()) {
      for (Annotation annotation : method.getAnnotations()) {
        HttpMethod known = annotation.annotationType().getAnnotation(HttpMethod.class);
        if (known != null) {
          Path path = method.getAnnotation(Path.class);
          add(root + (path == null ? "" : path.value()), known.value());
        }
      }
    }
  }

  private void add(String template, String method) {
    String address = template.replaceAll("\\{[^}]*}", "[^/]+").replace(".", "\\.");
    Route route =
        routes.stream()
            .filter(one -> one.address().pattern().equals(address))
            .findFirst()
            .orElseGet(() -> added(address));
    route.methods().add(method);
    if (method.equals(HttpMethod.GET)) {
      route.methods().add(HttpMethod.HEAD);
    }
  }

  private Route added(String address) {
    Route route = new Route(Pattern.compile(address), new TreeSet<>(Set.of(HttpMethod.OPTIONS)));
    routes.add(route);
    return route;
  }

  /** Answers OPTIONS, and refuses what the address does not know; null lets the call go on. */
  @ServerRequestFilter(preMatching = true)
  public Response check(ContainerRequestContext request) {
    String path = request.getUriInfo().getPath();
    for (Route route : routes) {
      if (route.address().matcher(path).matches()) {
        return answer(route, request.getMethod());
      }
    }
    return null;
  }

  private static Response answer(Route route, String method) {
    Response allowed =
        Response.status(Response.Status.METHOD_NOT_ALLOWED)
            .header(HttpHeaders.ALLOW, String.join(", ", route.methods()))
            .build();
    if (!route.methods().contains(method)) {
      throw new NotAllowedException(allowed);
    }
    return method.equals(HttpMethod.OPTIONS)
        ? Response.fromResponse(allowed).status(Response.Status.NO_CONTENT).build()
        : null;
  }
}
