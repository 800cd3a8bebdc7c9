package dev.chatbrush.gateway.owner;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Lets nobody through to a REST method who has not said who he is, whatever its address: beside the
 * filter that goes by addresses, so that an odd one opens nothing.
 */
@Singleton
public class LoginMapper {
  private final Callers callers;

  LoginMapper(Callers callers) {
    this.callers = callers;
  }

  /** Fails with LOGIN_NEEDED, SCOPE_MISSING. */
  @ServerRequestFilter
  public void check(ResourceInfo called) {
    Method method = called.getResourceMethod();
    if (method.isAnnotationPresent(Open.class)) {
      return;
    }
    Caller caller = callers.current();
    Needs needs = method.getDeclaringClass().getAnnotation(Needs.class);
    if (needs != null) {
      caller.require(needs.value());
    }
  }
}
