package dev.chatbrush.gateway.owner;

import dev.chatbrush.gateway.api.SessionId;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Set;

/**
 * Makes every session's id that a REST method takes, wherever it stands in the request: a method
 * that has one may use it. Reading methods need to see the session, all others to change it; with
 * {@link Own}, it must be the caller's.
 */
@Provider
public class SessionIdMapper implements ParamConverterProvider {
  private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final SessionAccess access;
  private final RoutingContext request;

  SessionIdMapper(SessionAccess access, RoutingContext request) {
    this.access = access;
    this.request = request;
  }

  @Override
  @SuppressWarnings("unchecked") // T is SessionId where that is the raw type
  public <T> ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
    boolean own = Arrays.stream(annotations).anyMatch(Own.class::isInstance);
    return type == SessionId.class ? (ParamConverter<T>) new IdMapper(own) : null;
  }

  private SessionId open(String id, boolean own) {
    boolean safe = SAFE.contains(request.request().method());
    if (own) {
      return access.own(id, safe ? Scope.READ : Scope.EDIT);
    }
    return safe ? access.view(id) : access.edit(id);
  }

  private final class IdMapper implements ParamConverter<SessionId> {
    private final boolean own;

    private IdMapper(boolean own) {
      this.own = own;
    }

    @Override
    public SessionId fromString(String id) {
      return open(id, own);
    }

    @Override
    public String toString(SessionId session) {
      return session.value();
    }
  }
}
