package dev.chatbrush.gateway.login;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** A gateway that asks everybody who they are, with a provider of logins. */
public class LoginRequired implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    try {
      return Map.of(
          "chatbrush.login.required", "true",
          "chatbrush.login.remember", "1s",
          "chatbrush.login.admin-key-file",
              Files.createTempDirectory("login-test").resolve("deep/admin-key").toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(SmallProvider.class));
  }
}
