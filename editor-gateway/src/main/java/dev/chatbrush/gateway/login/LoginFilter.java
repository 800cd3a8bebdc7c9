package dev.chatbrush.gateway.login;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.access.Failures;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.owner.Caller;
import dev.chatbrush.gateway.owner.Callers;
import dev.chatbrush.gateway.owner.LoginConfig;
import dev.chatbrush.gateway.rate.CallRates;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;

/** Says of every request who sent it, and lets nobody further who has not said so. */
@ApplicationScoped
public class LoginFilter {
  /** After the filter before everything, before a body is read. */
  private static final int BETWEEN = 950;

  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final LoginConfig config;
  private final Logins logins;
  private final Provider provider;
  private final StreamWatch watch;
  private final Audit audit;
  private final CallRates rates;
  private final Failures failures;

  public LoginFilter(
      LoginConfig config,
      Logins logins,
      Provider provider,
      StreamWatch watch,
      Audit audit,
      CallRates rates,
      Failures failures) {
    this.config = config;
    this.logins = logins;
    this.provider = provider;
    this.watch = watch;
    this.audit = audit;
    this.rates = rates;
    this.failures = failures;
  }

  void register(@Observes Filters filters) {
    filters.register(this::identify, BETWEEN);
  }

  private void identify(RoutingContext context) {
    if (!config.required()) {
      Callers.set(context, Caller.LOCAL);
      context.next();
      return;
    }
    audit.follow(context);
    try {
      Credentials shown = Credentials.of(context.request());
      requireOwnPage(context.request(), shown);
      Optional<Logins.Verdict> remembered = logins.peek(shown);
      if (remembered.isPresent()) {
        decide(context, shown, remembered.get());
      } else {
        lookUp(context, shown);
      }
    } catch (EditorException e) {
      failures.answer(context, e);
    }
  }

  /** Cookies come with what other sites' pages send, too: a change must say where it is from. */
  private static void requireOwnPage(HttpServerRequest request, Credentials shown) {
    boolean told =
        request.getHeader("Origin") != null || request.getHeader("Sec-Fetch-Site") != null;
    if (shown.areCookies() && !told && !SAFE.contains(request.method())) {
      throw new EditorException(
          ProblemCode.ORIGIN_REFUSED,
          "A change that comes with cookies must come with Origin too; programs send"
              + " 'Authorization: Bearer …' instead.");
    }
  }

  private void lookUp(RoutingContext context, Credentials shown) {
    context.request().pause(); // its body is read by those behind
    context
        .vertx()
        .executeBlocking(() -> logins.find(shown), false)
        .onSuccess(verdict -> resumed(context, () -> decide(context, shown, verdict)))
        .onFailure(failure -> resumed(context, () -> context.fail(failure)));
  }

  private void resumed(RoutingContext context, Runnable next) {
    if (context.response().closed()) {
      return; // the client went away meanwhile
    }
    context.request().resume();
    try {
      next.run();
    } catch (EditorException e) {
      failures.answer(context, e);
    }
  }

  private void decide(RoutingContext context, Credentials shown, Logins.Verdict verdict) {
    if (verdict.refused()) {
      throw Credentials.refused();
    }
    boolean known = verdict.caller().filter(caller -> caller.owner() != null).isPresent();
    if (!known && shown.isForProvider()) {
      askProvider(context, shown, verdict);
      return;
    }
    proceed(context, verdict.caller());
    follow(context, shown, verdict);
  }

  /** Ends a stream when the key or the link that opened it opens nothing any more. */
  private void follow(RoutingContext context, Credentials shown, Logins.Verdict verdict) {
    if (verdict.caller().isPresent()) {
      watch.follow(context, () -> logins.find(shown).caller().equals(verdict.caller()));
    }
  }

  private void askProvider(RoutingContext context, Credentials shown, Logins.Verdict verdict) {
    if (!provider.isOn()) {
      if (shown.bearer() != null) {
        throw Credentials.refused();
      }
      proceed(context, verdict.caller());
      return;
    }
    context.request().pause();
    provider
        .identify(context)
        .subscribe()
        .with(
            person ->
                resumed(
                    context,
                    () -> {
                      Optional<Caller> caller =
                          person.map(
                              found ->
                                  found.with(
                                      verdict
                                          .caller()
                                          .map(Caller::shared)
                                          .orElse(java.util.Map.of())));
                      if (caller.isEmpty() && shown.bearer() != null) {
                        throw Credentials.refused();
                      }
                      proceed(context, caller.or(verdict::caller));
                      follow(context, shown, verdict);
                    }),
            failure -> resumed(context, () -> context.fail(failure)));
  }

  private void proceed(RoutingContext context, Optional<Caller> caller) {
    boolean open = OpenAddresses.contain(context.request());
    if (caller.isEmpty() && !open) {
      throw Caller.unknown();
    }
    caller.ifPresent(known -> Callers.set(context, known));
    if (!open) {
      rates.count(caller.get(), context.response()::putHeader);
    }
    // Nobody behind needs it: not the log, not a trace, no other way to log in.
    context.request().headers().remove(HttpHeaders.AUTHORIZATION);
    context.next();
  }
}
