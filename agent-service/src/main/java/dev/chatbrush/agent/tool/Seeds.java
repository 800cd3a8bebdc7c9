package dev.chatbrush.agent.tool;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** Where seeds come from when the caller gives none. */
final class Seeds {
  private Seeds() {}

  @Produces
  @Singleton
  static RandomGenerator generator() {
    return new SecureRandom();
  }
}
