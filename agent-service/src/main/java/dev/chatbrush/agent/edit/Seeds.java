package dev.chatbrush.agent.edit;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** Where seeds come from when the caller gives none. */
@Singleton
final class Seeds {
  @Produces
  @Singleton
  RandomGenerator generator() {
    return new SecureRandom();
  }
}
