package dev.chatbrush.gateway.login;

import dev.chatbrush.gateway.owner.Caller;
import dev.chatbrush.gateway.owner.Owner;
import dev.chatbrush.gateway.owner.Scope;
import dev.chatbrush.gateway.owner.Secrets;
import io.quarkus.oidc.runtime.OidcConfig;
import io.quarkus.oidc.runtime.OidcTenantConfig;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/**
 * The provider of logins, asked where and when this program decides: Quarkus' own rules for
 * addresses take no part. It checks tokens and cookies, and sends people to the provider.
 */
@ApplicationScoped
public class Provider {
  /** Whoever has this role at the provider may administer keys. */
  static final String ADMIN_ROLE = "chatbrush-admin";

  private static final Logger LOG = Logger.getLogger(Provider.class);

  private final HttpAuthenticator authenticator;
  private final OidcTenantConfig config;

  public Provider(HttpAuthenticator authenticator, OidcConfig config) {
    this.authenticator = authenticator;
    this.config = OidcConfig.getDefaultTenant(config);
  }

  boolean isOn() {
    return config.tenantEnabled();
  }

  /** Who sent the request, by its token or cookies; empty where they name nobody now. */
  Uni<Optional<Caller>> identify(RoutingContext context) {
    return authenticator
        .attemptAuthentication(context)
        .map(identity -> Optional.ofNullable(identity).flatMap(Provider::caller))
        .onFailure(Provider::isRefusal)
        .recoverWithItem(
            failure -> {
              LOG.debugf("the provider's login is not taken: %s", failure.getMessage());
              return Optional.empty();
            });
  }

  private static boolean isRefusal(Throwable failure) {
    return failure instanceof AuthenticationFailedException
        || failure instanceof AuthenticationCompletionException;
  }

  /** What sends the browser to the provider. */
  Uni<ChallengeData> challenge(RoutingContext context) {
    return authenticator.getChallenge(context);
  }

  private static Optional<Caller> caller(SecurityIdentity identity) {
    if (identity.isAnonymous() || !(identity.getPrincipal() instanceof JsonWebToken token)) {
      return Optional.empty();
    }
    Set<Scope> scopes = EnumSet.of(Scope.READ, Scope.EDIT);
    if (identity.hasRole(ADMIN_ROLE)) {
      scopes.add(Scope.ADMIN);
    }
    return Optional.ofNullable(token.getSubject())
        .map(subject -> new Caller(owner(subject), "oidc", scopes, Map.of()));
  }

  /** A name that no key is given by chance; subjects that are no single word by their hash. */
  static Owner owner(String subject) {
    String plain = "oidc:" + subject;
    return plain.matches(Owner.FORM)
        ? new Owner(plain)
        : new Owner("oidc-sha256:" + Secrets.hash(subject));
  }
}
