package dev.chatbrush.gateway.access;

import static dev.chatbrush.gateway.testing.Failures.code;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.gateway.api.EditorException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestRulesTest {
  private static final String OWN = "localhost:8080";

  private final RequestRules rules =
      new RequestRules(Set.of("photos.example"), Set.of("https://friend.example"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api;x/sessions",
        "/api/sessions/;",
        "/api%3Bx",
        "/api%3bx",
        "/api/sessions%2F1",
        "/api%5Csessions",
        "/api\\sessions",
        "//api/sessions",
        "/api//sessions",
        "/api/../q/health",
        "/api/%2e%2e/q",
        "/api/.%2E/q",
        "/api/%00",
        "/api/%0a",
        "/api/%252e%252e",
        "/api/\u0000"
      })
  void refusesPathsThatMeanTwoThings(String path) {
    assertThatThrownBy(() -> rules.path(path))
        .isInstanceOf(EditorException.class)
        .has(code("PATH_REFUSED"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/sessions",
        "/static/bundle/app-CIWKZIP4.js",
        "/api/x?name=a;b//..%2F",
        "/q/openapi"
      })
  void letsPlainPathsPass(String path) {
    assertThatCode(() -> rules.path(path)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8080",
        "LOCALHOST:1",
        "127.0.0.1:8080",
        "127.9.9.9",
        "[::1]:8080",
        "photos.example",
        "photos.example:443"
      })
  void knowsItsNames(String authority) {
    assertThatCode(() -> rules.host(authority)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "192.168.0.2:8080",
        "0.0.0.0",
        "photos.example.evil.example",
        "[::2]"
      })
  void refusesOtherNames(String authority) {
    assertThatThrownBy(() -> rules.host(authority)).has(code("HOST_REFUSED"));
  }

  @Test
  void refusesARequestWithoutName() {
    assertThatThrownBy(() -> rules.host(null)).has(code("HOST_REFUSED"));
  }

  private void origin(String method, String origin, String fetchSite) {
    rules.origin(method, "http", OWN, Optional.ofNullable(origin), Optional.ofNullable(fetchSite));
  }

  @ParameterizedTest
  @CsvSource({
    "POST, http://evil.example,",
    "PUT, null,",
    "DELETE, http://localhost:9090,",
    "PATCH, https://localhost:8080,",
    "POST, , cross-site",
    "POST, , same-site",
    "POST, http://evil.example, same-origin"
  })
  void refusesChangesFromOtherSites(String method, String origin, String fetchSite) {
    assertThatThrownBy(() -> origin(method, origin, fetchSite)).has(code("ORIGIN_REFUSED"));
  }

  @ParameterizedTest
  @CsvSource({
    "POST, ,",
    "POST, http://localhost:8080, same-origin",
    "POST, http://LOCALHOST:8080,",
    "POST, https://friend.example, cross-site",
    "POST, , none",
    "GET, http://evil.example, cross-site"
  })
  void letsOwnPagesAndProgramsPass(String method, String origin, String fetchSite) {
    assertThatCode(() -> origin(method, origin, fetchSite)).doesNotThrowAnyException();
  }
}
