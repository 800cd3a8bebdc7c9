package dev.chatbrush.gateway.storage;

import dev.chatbrush.gateway.api.RandomIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * The name of this gateway among those that share its database and pictures; anew at each start.
 */
@ApplicationScoped
public class GatewayName {
  private final String value;

  @Inject
  GatewayName(RandomIds ids) {
    this(ids.next());
  }

  public GatewayName(String value) {
    this.value = value;
  }

  public String value() {
    return value;
  }
}
